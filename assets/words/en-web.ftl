
## Reading from a web address, in builds that can

command-open-web = Open a web address…
    .help = Reads the article at an address of the web that you type.
web-title = Open a web address
web-address = Address
    .hint = https://
web-hint = The program asks that site for the page, and for nothing else.
web-read = Read
private-title = A machine of your own network
private-text = The address leads to { $host } ({ $place }), which is not on the internet. A link from elsewhere should not lead there. Ask it all the same?
private-read = Ask it

# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_linchpin_global_optspecs
    string join \n h/help V/version
end

function __fish_linchpin_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_linchpin_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_linchpin_using_subcommand
    set -l cmd (__fish_linchpin_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c linchpin -n "__fish_linchpin_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c linchpin -n "__fish_linchpin_needs_command" -s V -l version -d 'Print version'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "check" -d 'Check maps and name what is wrong with them'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "evaluate" -d 'Say how strong every claim comes out'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "linchpins" -d 'Say what would bring a conclusion down'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "export" -d 'Write a map as a picture or in another format'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "convert" -d 'Turn a map of another program into one of ours, or the other way'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "diff" -d 'Tell what differs between two maps'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "merge" -d 'Merge two copies of a map'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "history" -d 'List, compare or restore earlier states of a map'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "formats" -d 'List the formats that can be read and written'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "gallery" -d 'Draw every map of a folder in every layout, with a page to look at them'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "apply" -d 'Make edits in a map and write the result'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "new" -d 'Make a map of an article'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "info" -d 'Tell what is in a map'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "man" -d 'Print the manual page'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "completions" -d 'Print the completions for a shell'
complete -c linchpin -n "__fish_linchpin_needs_command" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c linchpin -n "__fish_linchpin_using_subcommand check" -l profile -d 'Check the reasoning, too, by the rules of that profile' -r -f -a "standard\t''
class\t''
analyst\t''
quiet\t''"
complete -c linchpin -n "__fish_linchpin_using_subcommand check" -l format -d 'How findings are printed; SARIF takes the first profile if none is named' -r -f -a "text\t'A line for each'
json\t'A list with an object per file'
sarif\t'SARIF 2.1.0, for editors and code hosts'"
complete -c linchpin -n "__fish_linchpin_using_subcommand check" -l hints -d 'Tell what may be worth a look, too'
complete -c linchpin -n "__fish_linchpin_using_subcommand check" -l json -d 'Print a JSON list with an object per file; the same as --format json'
complete -c linchpin -n "__fish_linchpin_using_subcommand check" -l large -d 'Read files of 100 MB and more, too'
complete -c linchpin -n "__fish_linchpin_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c linchpin -n "__fish_linchpin_using_subcommand evaluate" -l view -d 'What is said: how strong boxes come out; whether they stand, by the best reasons on each side and a standard of proof; or whether they stand by what attacks what alone' -r -f -a "strengths\t'How strong they come out'
standing\t'Whether they stand, as Carneades has it'
attacks\t'Whether they stand by attacks alone: the grounded labelling'"
complete -c linchpin -n "__fish_linchpin_using_subcommand evaluate" -l standard -d 'The standard of proof by which boxes stand' -r -f -a "preponderance\t''
clear\t''
beyond-doubt\t''"
complete -c linchpin -n "__fish_linchpin_using_subcommand evaluate" -l semantics -d 'How it is weighed' -r -f -a "df-quad\t''
quadratic-energy\t''
euler\t''"
complete -c linchpin -n "__fish_linchpin_using_subcommand evaluate" -l scores -d 'A table of base scores, as a JSON file, instead of the one that comes with the program' -r -F
complete -c linchpin -n "__fish_linchpin_using_subcommand evaluate" -l bare-claims -d 'Count claims that nothing is said for as given'
complete -c linchpin -n "__fish_linchpin_using_subcommand evaluate" -l why -d 'Say after each what makes it so'
complete -c linchpin -n "__fish_linchpin_using_subcommand evaluate" -l print-scores -d 'Print the table of base scores, to be changed and given back with --scores'
complete -c linchpin -n "__fish_linchpin_using_subcommand evaluate" -l json -d 'Print JSON'
complete -c linchpin -n "__fish_linchpin_using_subcommand evaluate" -l large -d 'Read files of 100 MB and more, too'
complete -c linchpin -n "__fish_linchpin_using_subcommand evaluate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c linchpin -n "__fish_linchpin_using_subcommand linchpins" -l of -d 'The conclusion, or a question for its leading answer, by its id; the strongest answer to the first question, or else the first claim that supports nothing, if not given' -r
complete -c linchpin -n "__fish_linchpin_using_subcommand linchpins" -l without -d 'Boxes that are struck out, by their ids' -r
complete -c linchpin -n "__fish_linchpin_using_subcommand linchpins" -l by -d 'How contributions are counted' -r -f -a "removal\t'By how much its strength changes without it'
gradient\t'How it answers to a small change of the base score'
shapley\t'What it adds on average over all orders: exact up to twelve, above that from some orders'"
complete -c linchpin -n "__fish_linchpin_using_subcommand linchpins" -l semantics -d 'How it is weighed' -r -f -a "df-quad\t''
quadratic-energy\t''
euler\t''"
complete -c linchpin -n "__fish_linchpin_using_subcommand linchpins" -l scores -d 'A table of base scores, as a JSON file, instead of the one that comes with the program' -r -F
complete -c linchpin -n "__fish_linchpin_using_subcommand linchpins" -l json -d 'Print JSON'
complete -c linchpin -n "__fish_linchpin_using_subcommand linchpins" -l large -d 'Read files of 100 MB and more, too'
complete -c linchpin -n "__fish_linchpin_using_subcommand linchpins" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -s t -l to -d 'Where to write; the ending names the format' -r -F
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l layout -d 'How a picture places its boxes; as the map says, else tidy, if not given' -r -f -a "tidy\t''
compact\t''
radial\t''
layered\t''"
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l direction -d 'Which way a picture\'s tree grows; as the map says, else down, if not given' -r -f -a "down\t''
right\t''"
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l theme -d 'The colours of a picture; light, and print in a PDF, if not given' -r -f -a "light\t''
dark\t''
blue-orange\t''
high-contrast-light\t''
high-contrast-dark\t''
sepia\t''
print\t''"
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l paper -d 'The paper; a4 if another of these options is given' -r -f -a "a4\t''
a5\t''
a3\t''
a2\t''
letter\t''
legal\t''
tabloid\t''"
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l margin -d 'Margin on every side in millimetres [12]' -r
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l scale -d 'Size of a map over several sheets, 1 as on the screen at 100 % [1]' -r
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l overlap -d 'By how many millimetres neighbouring sheets show the same [10]' -r
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l unfold -d 'Show folded branches in a picture, too'
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l with-map -d 'Let an SVG or PNG carry the map with all that is in it, articles and notes too, and open as it again'
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l with-names -d 'Name the people who made the map and spoke about it, whom only a map of our own names else'
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l landscape -d 'Lay the longer side of the paper'
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l portrait -d 'Stand the paper upright; else it lies'
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l tile -d 'Spread the map over as many sheets as it needs, instead of fitting it to one'
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l no-marks -d 'Leave out the marks to cut and join along'
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l no-captions -d 'Leave out title and page number'
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l force -d 'Replace the file if it is there'
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -l large -d 'Read files of 100 MB and more, too'
complete -c linchpin -n "__fish_linchpin_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c linchpin -n "__fish_linchpin_using_subcommand convert" -l from -d 'Take the file for one in that format, whatever it seems to be; “outline” makes a map of any text by its headings, bullets and indents' -r -f -a "outline\t''
aif\t''
kialo\t''
sadface\t''
arguebuf\t''
cdcp\t''
json-canvas\t''
opml\t''
freeplane\t''
graphml\t''
compendium\t''
arggraph\t''
brat\t''
aml\t''
carneades\t''
lkif\t''
caf\t''
argdown-json\t''
argdown\t''"
complete -c linchpin -n "__fish_linchpin_using_subcommand convert" -l with-map -d 'Let an SVG or PNG carry the map with all that is in it, and open as it again'
complete -c linchpin -n "__fish_linchpin_using_subcommand convert" -l with-names -d 'Name the people who made the map and spoke about it, whom only a map of our own names else'
complete -c linchpin -n "__fish_linchpin_using_subcommand convert" -l strict -d 'Write nothing if anything would be lost'
complete -c linchpin -n "__fish_linchpin_using_subcommand convert" -l quiet -d 'Say nothing of what was kept, changed and dropped'
complete -c linchpin -n "__fish_linchpin_using_subcommand convert" -l force -d 'Replace the file if it is there'
complete -c linchpin -n "__fish_linchpin_using_subcommand convert" -l large -d 'Read files of 100 MB and more, too'
complete -c linchpin -n "__fish_linchpin_using_subcommand convert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c linchpin -n "__fish_linchpin_using_subcommand diff" -l format -d 'How differences are printed' -r -f -a "text\t'A line for each'
json\t'An object with a list of them'"
complete -c linchpin -n "__fish_linchpin_using_subcommand diff" -l match -d 'How boxes of one map are found in the other' -r -f -a "auto\t'By ids in copies of one map, by wordings in others'
ids\t'By their ids'
wordings\t'By their wordings, then by what they stand under'"
complete -c linchpin -n "__fish_linchpin_using_subcommand diff" -l large -d 'Read files of 100 MB and more, too'
complete -c linchpin -n "__fish_linchpin_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c linchpin -n "__fish_linchpin_using_subcommand merge" -s o -l output -d 'Where to write the merged map; to standard output if not given' -r -F
complete -c linchpin -n "__fish_linchpin_using_subcommand merge" -l match -d 'How boxes of one map are found in the other' -r -f -a "auto\t'By ids in copies of one map, by wordings in others'
ids\t'By their ids'
wordings\t'By their wordings, then by what they stand under'"
complete -c linchpin -n "__fish_linchpin_using_subcommand merge" -l force -d 'Replace the file if it is there, also where it is one of the three'
complete -c linchpin -n "__fish_linchpin_using_subcommand merge" -l large -d 'Read files of 100 MB and more, too'
complete -c linchpin -n "__fish_linchpin_using_subcommand merge" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c linchpin -n "__fish_linchpin_using_subcommand history" -l restore -d 'Write the snapshot of that number to another file' -r
complete -c linchpin -n "__fish_linchpin_using_subcommand history" -s o -l output -d 'Where to write it' -r -F
complete -c linchpin -n "__fish_linchpin_using_subcommand history" -l diff -d 'Tell what has changed since the snapshot of that number' -r
complete -c linchpin -n "__fish_linchpin_using_subcommand history" -l force -d 'Replace the file if it is there'
complete -c linchpin -n "__fish_linchpin_using_subcommand history" -l json -d 'Print the list as JSON'
complete -c linchpin -n "__fish_linchpin_using_subcommand history" -l large -d 'Read files of 100 MB and more, too'
complete -c linchpin -n "__fish_linchpin_using_subcommand history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c linchpin -n "__fish_linchpin_using_subcommand formats" -l losses -d 'Say of each format what of a map it cannot hold'
complete -c linchpin -n "__fish_linchpin_using_subcommand formats" -s h -l help -d 'Print help'
complete -c linchpin -n "__fish_linchpin_using_subcommand gallery" -l of -d 'The folder that holds the maps' -r -F
complete -c linchpin -n "__fish_linchpin_using_subcommand gallery" -l all -d 'Draw every layout in every theme, as SVG and as PNG'
complete -c linchpin -n "__fish_linchpin_using_subcommand gallery" -l large -d 'Read files of 100 MB and more, too'
complete -c linchpin -n "__fish_linchpin_using_subcommand gallery" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c linchpin -n "__fish_linchpin_using_subcommand apply" -s o -l output -d 'Where to write the result' -r -F
complete -c linchpin -n "__fish_linchpin_using_subcommand apply" -l check -d 'Write nothing; only tell whether the edits can be made'
complete -c linchpin -n "__fish_linchpin_using_subcommand apply" -l force -d 'Replace the file if it is there, also where it is the map itself'
complete -c linchpin -n "__fish_linchpin_using_subcommand apply" -l large -d 'Read files of 100 MB and more, too'
complete -c linchpin -n "__fish_linchpin_using_subcommand apply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c linchpin -n "__fish_linchpin_using_subcommand new" -l from -d 'The article: plain text, Markdown, a saved page, a Word or OpenDocument text, a book in EPUB' -r -F
complete -c linchpin -n "__fish_linchpin_using_subcommand new" -s o -l output -d 'Where to write the map' -r -F
complete -c linchpin -n "__fish_linchpin_using_subcommand new" -l title -d 'Title of the map; the article\'s headline if not given' -r
complete -c linchpin -n "__fish_linchpin_using_subcommand new" -l encoding -d 'The encoding of a plain text, where the one that was found is wrong' -r
complete -c linchpin -n "__fish_linchpin_using_subcommand new" -l chapters -d 'The chapters of a book that are wanted, such as 2,4-6' -r
complete -c linchpin -n "__fish_linchpin_using_subcommand new" -l list-encodings -d 'List the encodings that can be chosen'
complete -c linchpin -n "__fish_linchpin_using_subcommand new" -l list-chapters -d 'List the chapters of the book'
complete -c linchpin -n "__fish_linchpin_using_subcommand new" -l force -d 'Replace the file if it is there'
complete -c linchpin -n "__fish_linchpin_using_subcommand new" -l large -d 'Read files of 100 MB and more, too'
complete -c linchpin -n "__fish_linchpin_using_subcommand new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c linchpin -n "__fish_linchpin_using_subcommand info" -l json -d 'Print a JSON object'
complete -c linchpin -n "__fish_linchpin_using_subcommand info" -l large -d 'Read files of 100 MB and more, too'
complete -c linchpin -n "__fish_linchpin_using_subcommand info" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c linchpin -n "__fish_linchpin_using_subcommand man" -s h -l help -d 'Print help'
complete -c linchpin -n "__fish_linchpin_using_subcommand completions" -s h -l help -d 'Print help'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "check" -d 'Check maps and name what is wrong with them'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "evaluate" -d 'Say how strong every claim comes out'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "linchpins" -d 'Say what would bring a conclusion down'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "export" -d 'Write a map as a picture or in another format'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "convert" -d 'Turn a map of another program into one of ours, or the other way'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "diff" -d 'Tell what differs between two maps'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "merge" -d 'Merge two copies of a map'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "history" -d 'List, compare or restore earlier states of a map'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "formats" -d 'List the formats that can be read and written'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "gallery" -d 'Draw every map of a folder in every layout, with a page to look at them'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "apply" -d 'Make edits in a map and write the result'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "new" -d 'Make a map of an article'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "info" -d 'Tell what is in a map'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "man" -d 'Print the manual page'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "completions" -d 'Print the completions for a shell'
complete -c linchpin -n "__fish_linchpin_using_subcommand help; and not __fish_seen_subcommand_from check evaluate linchpins export convert diff merge history formats gallery apply new info man completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'

//! Reading an article from a web address, in builds that can.

use linchpin::app::{Action, Dialog};

use super::desk::Desk;
use crate::storage::fetch::{BODY, page, serve};

#[test]
fn an_article_is_read_from_an_address_after_a_question_about_ones_own_network() {
    let port = serve(|_| page("text/html", BODY));
    let mut desk = Desk::new();
    desk.run("open-web");
    assert_eq!(desk.app.dialog, Some(Dialog::WebAddress));
    let address = format!("http://127.0.0.1:{port}/water");
    desk.perform(Action::ReadWebAddress(address.clone()));
    let Some(Dialog::PrivateAddress { request, host, .. }) = desk.app.dialog.clone() else {
        panic!("{:?} {:?}", desk.app.dialog, desk.told());
    };
    assert_eq!(host, "127.0.0.1");
    assert!(desk.app.tab().is_none());
    desk.perform(Action::ReadFromWeb(request));
    let source = desk.tab().document().sources().rows()[0].clone();
    assert!(
        source
            .text
            .contains("We cannot repair what we do not measure.")
    );
    assert_eq!(source.url, address);
    desk.perform(Action::ReadWebAddress("javascript:alert(1)".to_owned()));
    assert!(
        desk.told()
            .last()
            .unwrap()
            .contains("no address of the web")
    );
}

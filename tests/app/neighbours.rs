//! Others who have the same file: marks beside it, and conflicted copies of it.

use std::path::PathBuf;

use linchpin::app::{Action, CommonMap, Dialog};
use linchpin::edit::Edit;
use linchpin::format::native;

use super::desk::Desk;

const MAP: &str = "? Why did it break?\n  = The dam was old\n    + A survey says so\n";
const LOCK: &str = ".~lock.a.argmap.json#";

fn saved() -> (Desk, PathBuf) {
    let mut desk = Desk::with_map(MAP);
    let path = desk.path("a.argmap.json");
    desk.run_with_file("save-as", &path);
    (desk, path)
}

fn is_marked(desk: &Desk, name: &str) -> bool {
    desk.path(name).exists()
}

fn close(desk: &mut Desk) {
    desk.perform(Action::CloseTab(0));
}

#[test]
fn a_map_that_is_open_is_marked_and_no_longer_when_it_is_closed() {
    let (mut desk, path) = saved();
    assert!(is_marked(&desk, LOCK));
    close(&mut desk);
    assert!(!is_marked(&desk, LOCK));
    desk.perform(Action::Open(path));
    assert!(is_marked(&desk, LOCK));
    // Under another name it is another file.
    let other = desk.path("b.argmap.json");
    desk.run_with_file("save-as", &other);
    assert!(!is_marked(&desk, LOCK));
    assert!(is_marked(&desk, ".~lock.b.argmap.json#"));
    desk.run("reload");
    assert!(is_marked(&desk, ".~lock.b.argmap.json#"));
    desk.perform(Action::Quit);
    assert!(!is_marked(&desk, ".~lock.b.argmap.json#"));
}

#[test]
fn who_else_has_a_map_open_is_told_once_and_nobody_is_kept_out() {
    let (mut desk, path) = saved();
    close(&mut desk);
    // The desk's present is the 21st of September 2026, 13:33 UTC.
    let mark = b"Ada Lovelace,ada,north,21.09.2026 09:00,file:///home/ada/.config;";
    desk.write(LOCK, mark);
    desk.perform(Action::Open(path));
    let n_told = |desk: &Desk| {
        let told = desk.told();
        let tells = |text: &&String| text.contains("Ada Lovelace on north has this map open");
        told.iter().filter(tells).count()
    };
    assert_eq!(n_told(&desk), 1, "{:?}", desk.told());
    let texts = desk.told();
    for text in texts {
        desk.perform(Action::DismissMessage(text));
    }
    reword(&mut desk, "The dam was old", "The dam was tired");
    desk.run("save");
    assert!(!desk.tab().is_dirty());
    assert_eq!(n_told(&desk), 0);
    close(&mut desk);
    assert_eq!(
        std::fs::read(desk.path(LOCK)).unwrap(),
        mark,
        "it is not ours"
    );
}

#[test]
fn a_mark_of_the_day_before_says_nothing() {
    let (mut desk, path) = saved();
    close(&mut desk);
    desk.write(LOCK, b",ada,north,20.09.2026 09:00,linchpin-1;");
    desk.perform(Action::Open(path));
    assert!(
        desk.told().iter().all(|text| !text.contains("open since")),
        "{:?}",
        desk.told()
    );
    close(&mut desk);
    assert!(!is_marked(&desk, LOCK));
}

#[cfg(unix)]
#[test]
fn a_folder_that_can_only_be_read_does_not_matter() {
    use std::os::unix::fs::PermissionsExt;

    let (mut desk, _) = saved();
    close(&mut desk);
    let folder = desk.path("shared");
    std::fs::create_dir(&folder).unwrap();
    let path = folder.join("a.argmap.json");
    std::fs::rename(desk.path("a.argmap.json"), &path).unwrap();
    let set_mode = |mode| {
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set_mode(0o555);
    desk.perform(Action::Open(path));
    set_mode(0o755);
    assert_eq!(desk.draw(), MAP);
    assert!(
        desk.told().iter().all(|text| !text.contains("lock")),
        "{:?}",
        desk.told()
    );
}

fn reword(desk: &mut Desk, wording: &str, text: &str) {
    let edit = Edit::SetText {
        node: desk.node(wording),
        text: text.to_owned(),
    };
    desk.perform(Action::Edit(Box::new(edit)));
}

#[test]
fn a_conflicted_copy_of_the_same_map_is_offered_and_merged() {
    let (mut desk, path) = saved();
    let copy = "a.argmap (Ada's conflicted copy 2026-09-20).json";
    reword(&mut desk, "The dam was old", "The dam was tired");
    let text = native::write(desk.tab().document());
    desk.run("undo");
    close(&mut desk);
    let copy = desk.write(copy, text.as_bytes());
    // Another map of such a name is none of its copies.
    let mut other = Desk::with_map("? Something else\n");
    let other_path = other.path("x.argmap.json");
    other.run_with_file("save-as", &other_path);
    let text = native::write(other.tab().document()).replace("doc-", "doc-9");
    desk.write("a.argmap (1).json", text.as_bytes());
    desk.write("a.argmap (2).json", b"no map");

    desk.perform(Action::Open(path.clone()));
    assert_eq!(desk.tab().copies, std::slice::from_ref(&copy));
    let offers: Vec<_> = desk.app.messages.iter().filter_map(|it| it.offer).collect();
    assert_eq!(offers, ["merge-conflicted-copy"], "{:?}", desk.told());
    desk.run("merge-conflicted-copy");
    let key = desk.tab().key;
    let asked = Dialog::CommonMap {
        tab: key,
        path: copy.clone(),
    };
    assert_eq!(desk.app.dialog, Some(asked));
    desk.perform(Action::MergeCopy(key, copy.clone(), CommonMap::Opened));
    assert!(desk.draw().contains("The dam was tired"), "{}", desk.draw());
    assert!(desk.tab().copies.is_empty());
    desk.run("save");

    // All of it is in the map now.
    desk.app.dialog = None;
    close(&mut desk);
    desk.perform(Action::Open(path));
    assert!(desk.tab().copies.is_empty());
    assert!(copy.exists(), "nobody's file is deleted");
}

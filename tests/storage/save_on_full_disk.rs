//! Writing that fails half-way: the test starts itself again under a bound on file length, which
//! binds the superuser too.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use linchpin::storage::{StorageError, save_atomically};

const FOLDER_VARIABLE: &str = "LINCHPIN_TEST_BOUNDED_FOLDER";
const OLD: &[u8] = b"the old content";

#[test]
fn a_write_that_fails_half_way_leaves_the_old_file_and_nothing_else() {
    if let Some(folder) = std::env::var_os(FOLDER_VARIABLE) {
        return save_too_much(Path::new(&folder));
    }
    let folder = tempfile::tempdir().unwrap();
    for name in ["single.json", "double.json"] {
        fs::write(folder.path().join(name), OLD).unwrap();
    }
    fs::hard_link(
        folder.path().join("double.json"),
        folder.path().join("other.json"),
    )
    .unwrap();
    let output = Command::new("sh")
        .args([
            "-c",
            "trap '' XFSZ && ulimit -f 8 && exec \"$0\" --exact \"$1\" --nocapture",
        ])
        .arg(std::env::current_exe().unwrap())
        .arg(concat!(
            "storage::save_on_full_disk::",
            "a_write_that_fails_half_way_leaves_the_old_file_and_nothing_else"
        ))
        .env(FOLDER_VARIABLE, folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        said.contains("refused all three"),
        "the bounded run did not run: {said}"
    );
    for name in ["single.json", "double.json", "other.json"] {
        assert_eq!(fs::read(folder.path().join(name)).unwrap(), OLD, "{name}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

fn save_too_much(folder: &Path) {
    let too_much = vec![b'x'; 100_000];
    for name in ["single.json", "double.json", "new.json"] {
        let error = save_atomically(&folder.join(name), &too_much, None).unwrap_err();
        assert!(
            matches!(error, StorageError::Unwritable { .. }),
            "{name}: {error}"
        );
    }
    println!("refused all three");
}

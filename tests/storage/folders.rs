//! Where settings and state live.

use std::ffi::OsString;
use std::path::Path;

use linchpin::storage::Folders;
use linchpin::storage::folders::{CONFIG_VARIABLE, STATE_VARIABLE};

#[test]
fn the_environment_goes_before_the_system() {
    let folder = tempfile::tempdir().unwrap();
    let folders = Folders::find_with(|name| Some(folder.path().join(name).into())).unwrap();
    assert_eq!(folders.config, folder.path().join(CONFIG_VARIABLE));
    assert_eq!(folders.state, folder.path().join(STATE_VARIABLE));
}

#[test]
fn an_empty_variable_counts_as_none_and_a_relative_folder_becomes_absolute() {
    let folders = Folders::find_with(|name| {
        Some(OsString::from(if name == CONFIG_VARIABLE {
            "here"
        } else {
            ""
        }))
    })
    .unwrap();
    assert_eq!(
        folders.config,
        std::path::absolute(Path::new("here")).unwrap()
    );
    assert!(folders.state.is_absolute());
    assert!(
        folders
            .state
            .to_string_lossy()
            .to_lowercase()
            .contains("linchpin")
    );
}

#[test]
fn the_environment_of_the_program_is_asked() {
    let own = Folders::find().unwrap();
    assert_eq!(
        own,
        Folders::find_with(|name| std::env::var_os(name)).unwrap()
    );
    assert!(own.config.is_absolute() && own.state.is_absolute());
}

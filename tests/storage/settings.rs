//! Settings come back as they were saved, whatever happened to them in between.

use std::fs;
use std::path::{Path, PathBuf};

use linchpin::storage::reading::{Measure, ReadingLook, ReadingPaper, Typeface};
use linchpin::storage::recent::MAX_UNPINNED;
use linchpin::storage::settings::{FILE_NAME, ReducedMotion, Renderer, WindowPlace};
use linchpin::storage::{RecentFiles, Settings};

#[test]
fn without_a_file_there_are_defaults_and_no_notice() {
    let folder = tempfile::tempdir().unwrap();
    let (settings, notice) = Settings::load(&folder.path().join("none"));
    assert_eq!(settings, Settings::default());
    assert!(notice.is_none());
}

#[test]
fn a_switch_for_motion_of_earlier_settings_and_unknown_words_are_read() {
    let folder = tempfile::tempdir().unwrap();
    for (written, meant) in [
        ("true", ReducedMotion::Always),
        ("false", ReducedMotion::System),
        ("\"always\"", ReducedMotion::Always),
        ("\"never\"", ReducedMotion::Never),
        ("\"system\"", ReducedMotion::System),
        ("\"sometimes\"", ReducedMotion::System),
        ("[3]", ReducedMotion::System),
    ] {
        let text = format!("{{\"theme\": \"dark\", \"reduced_motion\": {written}}}");
        fs::write(folder.path().join(FILE_NAME), text).unwrap();
        let (settings, notice) = Settings::load(folder.path());
        assert!(notice.is_none(), "{written}");
        assert_eq!(settings.reduced_motion, meant, "{written}");
        assert_eq!(settings.theme, "dark");
        settings.save(folder.path()).unwrap();
        assert_eq!(Settings::load(folder.path()).0, settings);
    }
}

#[test]
fn everything_comes_back_as_it_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("deep/config");
    let mut settings = Settings {
        theme: "dark".to_owned(),
        interface_scale: 1.25,
        reader_text_size: 20.0,
        reduced_motion: ReducedMotion::Never,
        remembers_files: false,
        names_people: true,
        overview: false,
        renderer: Renderer::Glow,
        window: Some(WindowPlace {
            x: -5.0,
            y: 8.5,
            width: 900.0,
            height: 700.0,
            maximized: true,
        }),
        last_folder: Some(folder.path().into()),
        ..Settings::default()
    };
    settings.reading.measure = Measure::Wide;
    settings.reading.typeface = Typeface::Sans;
    settings.reading.line_height = 1.8;
    settings.reading.paper = ReadingPaper::Sepia;
    settings.reading.numbers = true;
    settings.panels.outline.shown = true;
    settings.panels.reader.fraction = 0.4;
    settings.recent.note_opened(&folder.path().join("a"));
    settings.recent.note_opened(&folder.path().join("b"));
    settings.recent.set_pinned(&folder.path().join("a"), true);
    settings.save(&config).unwrap();
    let (loaded, notice) = Settings::load(&config);
    assert!(notice.is_none());
    assert_eq!(loaded, settings);
    let text = fs::read_to_string(config.join(FILE_NAME)).unwrap();
    assert!(
        text.starts_with("{\n  \"theme\": \"dark\",\n") && text.ends_with("}\n"),
        "{text}"
    );
}

#[test]
fn members_of_a_later_version_survive() {
    let folder = tempfile::tempdir().unwrap();
    write_settings(
        folder.path(),
        r#"{"theme": "light", "sound": {"volume": 3}, "renderer": "holographic",
            "reading": {"measure": "golden", "typeface": "gothic", "paper": "slate", "ruler": 1},
            "panels": {"timeline": {"shown": true}}}"#,
    );
    let (settings, notice) = Settings::load(folder.path());
    assert!(notice.is_none());
    assert_eq!(settings.renderer, Renderer::Auto);
    assert_eq!(settings.reading.measure, Measure::Normal);
    assert_eq!(settings.reading.typeface, Typeface::Serif);
    assert_eq!(settings.reading.paper, ReadingPaper::Theme);
    settings.save(folder.path()).unwrap();
    let text = fs::read_to_string(folder.path().join(FILE_NAME)).unwrap();
    assert!(
        text.contains("\"volume\": 3")
            && text.contains("timeline")
            && text.contains("\"ruler\": 1"),
        "{text}"
    );
}

#[test]
fn a_second_window_takes_back_nothing_of_what_was_set_in_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Settings::default();
    first
        .recent
        .note_opened(Path::new("/maps/secret.argmap.json"));
    first.save(folder.path()).unwrap();
    let (second, _) = Settings::load(folder.path());
    let kept = (first.clone(), second.clone());

    first.remembers_files = false;
    first.keeps_sensitive = false;
    first.recent = RecentFiles::default();
    first.save_changes(Some(&kept.0), folder.path()).unwrap();
    let mut second = second;
    second.interface_scale = 2.0;
    second
        .recent
        .note_opened(Path::new("/maps/other.argmap.json"));
    second.last_folder = Some("/maps".into());
    second.save_changes(Some(&kept.1), folder.path()).unwrap();

    let (there, _) = Settings::load(folder.path());
    let meant = Settings {
        interface_scale: 2.0,
        ..first
    };
    assert_eq!(there, meant);
}

#[test]
fn two_windows_remember_what_each_has_opened_pinned_and_taken_out() {
    let folder = tempfile::tempdir().unwrap();
    let settings_of = |paths: &[&str]| {
        let mut settings = Settings::default();
        for path in paths.iter().rev() {
            settings.recent.note_opened(Path::new(path));
        }
        settings
    };
    let kept = settings_of(&["/a", "/b", "/c", "/d"]);
    settings_of(&["/x", "/a", "/b", "/c", "/d"])
        .save(folder.path())
        .unwrap();
    let mut own = kept.clone();
    own.recent.note_opened(Path::new("/c"));
    own.recent.note_opened(Path::new("/y"));
    own.recent.remove(Path::new("/a"));
    own.recent.set_pinned(Path::new("/d"), true);
    own.save_changes(Some(&kept), folder.path()).unwrap();
    let (there, _) = Settings::load(folder.path());
    let files = there.recent.files().iter();
    let told: Vec<_> = files
        .map(|file| (file.path.to_str().unwrap(), file.pinned))
        .collect();
    let meant = [
        ("/y", false),
        ("/c", false),
        ("/x", false),
        ("/b", false),
        ("/d", true),
    ];
    assert_eq!(told, meant);
}

#[test]
fn unusable_settings_are_put_aside_and_said() {
    for content in [
        "",
        "{",
        "[]",
        "{\"theme\": 3}",
        "\u{0}\u{1}",
        "{\"theme\": \"x\"} more",
    ] {
        let folder = tempfile::tempdir().unwrap();
        write_settings(folder.path(), content);
        let (settings, notice) = Settings::load(folder.path());
        assert_eq!(settings, Settings::default(), "{content:?}");
        let notice = notice.unwrap_or_else(|| panic!("{content:?} gave no notice"));
        let kept_as = notice.kept_as.clone().unwrap();
        assert_eq!(kept_as, folder.path().join("settings.json.bad"));
        assert_eq!(fs::read_to_string(&kept_as).unwrap(), content);
        assert!(!folder.path().join(FILE_NAME).exists());
        assert!(
            notice.to_string().ends_with("settings.json.bad"),
            "{notice}"
        );
        assert!(
            Settings::load(folder.path()).1.is_none(),
            "the notice comes once"
        );
    }
}

#[test]
fn a_folder_in_the_place_of_the_settings_is_said_and_left() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(FILE_NAME)).unwrap();
    let (settings, notice) = Settings::load(folder.path());
    assert_eq!(settings, Settings::default());
    let notice = notice.unwrap();
    assert_eq!(notice.kept_as, None);
    assert!(notice.to_string().contains("it is a folder"), "{notice}");
    assert!(settings.save(folder.path()).is_err());
}

#[test]
fn numbers_out_of_range_are_brought_into_it() {
    let folder = tempfile::tempdir().unwrap();
    let recent: Vec<String> = (0..40).map(|n| format!(r#"{{"path": "/{n}"}}"#)).collect();
    write_settings(
        folder.path(),
        &format!(
            r#"{{"interface_scale": 1e30, "reader_text_size": -4, "recent": [{}],
                "reading": {{"line_height": 70}},
                "panels": {{"reader": {{"fraction": 7}}}},
                "window": {{"x": 0, "y": 0, "width": 1, "height": 1}}}}"#,
            recent.join(",")
        ),
    );
    let (settings, notice) = Settings::load(folder.path());
    assert!(notice.is_none());
    assert_eq!(settings.interface_scale, 3.0);
    assert_eq!(settings.reader_text_size, 10.0);
    assert_eq!(settings.reading.line_height, ReadingLook::LINE_HEIGHTS.1);
    assert_eq!(settings.panels.reader.fraction, 0.9);
    assert_eq!(settings.window.unwrap().width, 320.0);
    assert_eq!(settings.recent.files().len(), MAX_UNPINNED);
    assert_eq!(settings.recent.files()[0].path, PathBuf::from("/0"));
}

#[cfg(unix)]
#[test]
fn settings_and_their_folder_are_closed_to_others() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config");
    let settings = Settings {
        last_folder: Some(PathBuf::from(std::ffi::OsStr::from_bytes(b"/\xff"))),
        ..Settings::default()
    };
    settings.save(&config).unwrap();
    let file = config.join(FILE_NAME);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    settings.save(&config).unwrap();
    assert_eq!(file.metadata().unwrap().mode() & 0o777, 0o600);
    assert_eq!(config.metadata().unwrap().mode() & 0o777, 0o700);
    assert_eq!(
        Settings::load(&config).0.last_folder,
        None,
        "no Unicode, so forgotten"
    );
}

fn write_settings(folder: &Path, content: &str) {
    fs::write(folder.join(FILE_NAME), content).unwrap();
}

#[test]
fn a_wider_measure_has_longer_lines_and_the_widest_no_bound() {
    use Measure::{Full, Narrow, Normal, Wide};

    let lengths = [Narrow, Normal, Wide].map(|it| it.characters().unwrap());
    assert!(lengths.is_sorted(), "{lengths:?}");
    assert_eq!(Full.characters(), None);
}

#[test]
fn settings_that_are_no_file_or_far_too_large_are_said_and_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    let file = fs::File::create(&path).unwrap();
    file.set_len(200_000_000).unwrap();
    let (settings, notice) = Settings::load(folder.path());
    assert_eq!(settings, Settings::default());
    let notice = notice.unwrap().to_string();
    assert!(
        notice.contains("it is too large") && notice.contains("Nothing has been changed"),
        "{notice}"
    );
    assert_eq!(path.metadata().unwrap().len(), 200_000_000);
}

#[cfg(unix)]
#[test]
fn a_socket_in_the_place_of_the_settings_is_said_and_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    let _listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
    let notice = Settings::load(folder.path()).1.unwrap().to_string();
    assert!(notice.contains("it is no ordinary file"), "{notice}");
    fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink(&path, &path).unwrap();
    let notice = Settings::load(folder.path()).1.unwrap().to_string();
    assert!(notice.contains("symbolic link"), "{notice}");
}

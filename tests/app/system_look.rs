//! What the desktop says of how programs should look, and what is chosen by hand.

use linchpin::app::{NAMESPACES, SystemLook, SystemValue};
use linchpin::storage::settings::ReducedMotion;

use super::desk::Desk;

use SystemValue::{Number, Switch};

/// What comes of settings of the desktop, in their order.
fn read(settings: &[(&str, SystemValue)]) -> SystemLook {
    let mut look = SystemLook::default();
    for (key, value) in settings {
        for namespace in NAMESPACES {
            look.take(namespace, key, *value);
        }
    }
    look
}

#[test]
fn the_words_of_the_portal_are_understood_and_others_say_nothing() {
    assert_eq!(read(&[("color-scheme", Number(1))]).is_dark, Some(true));
    assert_eq!(read(&[("color-scheme", Number(2))]).is_dark, Some(false));
    assert_eq!(
        read(&[("color-scheme", Number(1)), ("color-scheme", Number(0))]).is_dark,
        None
    );
    assert!(read(&[("contrast", Number(1))]).high_contrast);
    assert!(read(&[("reduced-motion", Number(1))]).less_motion);
    assert!(read(&[("enable-animations", Switch(false))]).no_animations);
    let nothing = [
        ("contrast", Number(0)),
        ("contrast", Number(7)),
        ("contrast", Switch(true)),
        ("color-scheme", Number(9)),
        ("reduced-motion", Number(2)),
        ("reduced-motion", Switch(true)),
        ("enable-animations", Switch(true)),
        ("enable-animations", Number(0)),
        ("cursor-size", Number(1)),
        ("", Number(1)),
    ];
    assert_eq!(read(&nothing), SystemLook::default());
    let mut look = SystemLook::default();
    assert!(!look.take("org.example", "contrast", Number(1)));
    assert!(look.take(NAMESPACES[0], "contrast", Number(1)));
    assert!(
        !look.take(NAMESPACES[0], "contrast", Number(1)),
        "as before"
    );
}

#[test]
fn motion_is_as_the_system_says_unless_it_is_chosen() {
    let mut desk = Desk::new();
    assert_eq!(desk.app.settings.reduced_motion, ReducedMotion::System);
    let less = [
        SystemLook {
            less_motion: true,
            ..SystemLook::default()
        },
        SystemLook {
            no_animations: true,
            ..SystemLook::default()
        },
    ];
    for (command, without, with) in [
        ("motion-full", false, false),
        ("motion-reduced", true, true),
        ("motion-system", false, true),
    ] {
        desk.run(command);
        desk.app.system = SystemLook::default();
        assert_eq!(desk.app.reduces_motion(), without, "{command}");
        for look in less {
            desk.app.system = look;
            assert_eq!(desk.app.reduces_motion(), with, "{command}");
        }
        let marked = linchpin::app::command::all()
            .filter(|it| it.submenu == Some("menu-motion"))
            .filter(|it| it.is_on.is_some_and(|is_on| is_on(&desk.app)));
        assert_eq!(marked.map(|it| it.id).collect::<Vec<_>>(), [command]);
    }
}

#[test]
fn the_theme_as_the_system_is_dark_and_strong_where_it_says_so() {
    let mut desk = Desk::new();
    let mut name = |is_dark, high_contrast, toolkit_is_dark| {
        desk.app.system_is_dark = toolkit_is_dark;
        desk.app.system = SystemLook {
            is_dark,
            high_contrast,
            ..SystemLook::default()
        };
        desk.app.theme().name.clone()
    };
    assert_eq!(name(None, false, false), "light");
    assert_eq!(name(None, false, true), "dark");
    assert_eq!(name(Some(true), false, false), "dark");
    assert_eq!(name(Some(false), false, true), "light");
    assert_eq!(name(None, true, false), "high-contrast-light");
    assert_eq!(name(Some(true), true, false), "high-contrast-dark");
    desk.run("theme-sepia");
    desk.app.system.high_contrast = true;
    assert_eq!(desk.app.theme().name, "sepia");
}

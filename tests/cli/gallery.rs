//! `linchpin gallery`: a page of pictures of every map of a folder.

use std::path::Path;

use linchpin::layout::{ALL, LayoutId};
use linchpin::theme;

use super::Desk;

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");

fn list_files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// Whoever changes how maps are drawn draws the gallery anew, and looks at it:
/// `linchpin gallery samples/gallery --of samples`.
#[test]
fn the_gallery_of_the_samples_shows_them_as_they_are_drawn_now() {
    let desk = Desk::new();
    let ran = desk.run(&["gallery", "pictures", "--of", SAMPLES]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let (drawn, kept) = (desk.path("pictures"), Path::new(SAMPLES).join("gallery"));
    let names = list_files(&drawn);
    assert_eq!(names, list_files(&kept));
    for name in names {
        let read = |folder: &Path| std::fs::read(folder.join(&name)).unwrap();
        assert!(read(&drawn) == read(&kept), "{name} is drawn otherwise now");
    }
}

#[test]
fn a_whole_gallery_has_every_layout_in_every_theme_as_svg_and_as_png() {
    let desk = Desk::new();
    desk.put("words.txt", b"Trams pay for themselves.");
    desk.run_fine(&["new", "--from", "words.txt", "--output", "one.argmap.json"]);
    let out = desk.run_fine(&["gallery", "pictures", "--of", ".", "--all"]);
    let page = desk.read("pictures/index.html");
    let names = list_files(&desk.path("pictures"));
    for layout in ALL {
        let ways: &[&str] = match layout.id {
            LayoutId::Radial => &[""],
            LayoutId::Tidy => &["", "-right", "-frames"],
            _ => &["", "-right"],
        };
        for way in ways {
            for theme in theme::ALL {
                for ending in ["svg", "png"] {
                    let name = format!("one-{}{way}-{}.{ending}", layout.name, theme.name);
                    assert!(names.contains(&name), "{name} is not in {names:?}");
                    assert!(page.contains(&format!("href=\"{name}\"")), "{name}");
                }
            }
        }
    }
    let n_pictures = names.len() - 1;
    assert_eq!(n_pictures, 2 * 8 * theme::ALL.len());
    assert!(out.starts_with(&format!("{n_pictures} pictures")));
}

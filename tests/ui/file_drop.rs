//! Files dropped on the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::scenario::Scene;

/// A file as the system hands it over: the window opens it by its path.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window opens files by their paths".to_owned())
    }
}

/// Drops a copy of a sample: a map that is open is marked beside its file.
#[expect(
    clippy::disallowed_methods,
    reason = "a test lays out the files that it opens"
)]
fn drop_file(scene: &mut Scene, sample: &str) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("samples")
        .join(sample);
    let path = scene.path(&sample.file_name().unwrap().to_string_lossy());
    std::fs::copy(sample, &path).unwrap();
    let input = scene.harness.input_mut();
    input.dropped_files.push(Arc::new(Dropped(path)));
    scene.settle();
}

#[test]
fn a_map_dropped_on_the_empty_window_is_opened() {
    let mut scene = Scene::empty();
    drop_file(&mut scene, "tour/mill-street.argmap.json");
    assert_eq!(scene.tab().document().nodes().len(), 10);
}

#[test]
fn an_article_dropped_on_the_window_is_read_into_a_new_map() {
    let mut scene = Scene::of("= Top");
    drop_file(&mut scene, "tour/article.txt");
    assert_eq!(scene.app().tabs().len(), 2);
    assert_eq!(scene.tab().document().sources().len(), 1);
    assert!(scene.tab().document().nodes().is_empty());
}

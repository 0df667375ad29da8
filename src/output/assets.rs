//! What is copied or published as it is: the theme's assets, pictures, attachments, `content/static/`.

use super::{Artifact, Rank, Scene, View};
use crate::diagnostic::Diagnostic;
use crate::theme::Theme;
use std::sync::Arc;

/// An asset of the theme.
#[derive(Hash)]
struct AssetView(Vec<u8>);

impl View for AssetView {
    fn template(&self) -> Option<&'static str> {
        None
    }

    fn render(&self, _: &Theme) -> Result<Vec<u8>, Diagnostic> {
        Ok(self.0.clone())
    }
}

/// The theme's assets and the site's files.
pub(super) fn plan(scene: Scene<'_>) -> Vec<Arc<Artifact>> {
    let Scene { site, theme, .. } = scene;
    let assets = theme
        .assets()
        .values()
        .map(|asset| Artifact::made(asset.path.clone(), Rank::File, theme, AssetView(asset.bytes.clone())));
    let files = site.files.iter().map(|(path, file)| Artifact::stored(path.clone(), file));
    assets.chain(files).collect()
}

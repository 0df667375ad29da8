//! Which disks tell nobody of a change: those that lie on another computer, or behind another system.
#![expect(clippy::disallowed_methods, reason = "the system's own list of what is mounted where")]

use std::path::Path;

/// File systems of Linux whose changes, made elsewhere, are not told here: shares, and what virtual machines and
/// Windows' own Linux see of their host.
const SILENT: &[&str] = &[
    "9p",
    "afs",
    "ceph",
    "cifs",
    "drvfs",
    "fuse.sshfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
    "vmhgfs",
];

/// Whether a folder lies on such a disk. Only Linux is asked: the others tell of a share what they can.
pub(super) fn is_silent(root: &Path) -> bool {
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    kind_of(&mounts, root).is_some_and(|kind| SILENT.contains(&kind))
}

/// The file system on which a folder lies: that of the longest path above it, the last where there are two.
fn kind_of<'a>(mounts: &'a str, root: &Path) -> Option<&'a str> {
    let mount = |line: &'a str| {
        let mut words = line.split(' ').skip(1);
        // A space in a path is written \040.
        let place = words.next()?.replace("\\040", " ");
        root.starts_with(&place).then_some((place.len(), words.next()?))
    };
    mounts.lines().filter_map(mount).max_by_key(|(length, _)| *length).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_known_by_the_path_above() {
        let mounts = "/dev/sda / ext4 rw 0 0\nC:\\134 /mnt/c 9p rw 0 0\n//nas/gh /mnt/工会\\040网站 cifs rw 0 0\n";
        assert_eq!(kind_of(mounts, Path::new("/home/a")), Some("ext4"));
        assert_eq!(kind_of(mounts, Path::new("/mnt/c/site")), Some("9p"));
        assert_eq!(kind_of(mounts, Path::new("/mnt/cd")), Some("ext4"));
        assert_eq!(kind_of(mounts, Path::new("/mnt/工会 网站/a")), Some("cifs"));
        assert_eq!(kind_of("", Path::new("/a")), None);
    }
}

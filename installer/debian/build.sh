#!/bin/sh
# Makes shendu_VERSION_ARCH.deb from the frozen folder that installer/shendu.spec gives.
#
#     installer/debian/build.sh FROZEN-FOLDER OUT-FOLDER [XZ-LEVEL]
#
# The package asks for the C library that the frozen program was linked with: freeze it on the oldest system that it
# is to run on. xz and not zstd, because dpkg on older systems knows no zstd. Level 3 packs in a third of the time of
# dpkg's own level and costs a few per cent of size; give 6 or 9 for a release.
set -eu

[ $# -eq 2 ] || [ $# -eq 3 ] || { echo "usage: build.sh FROZEN-FOLDER OUT-FOLDER [XZ-LEVEL]" >&2; exit 2; }
frozen=$1
out=$2
level=${3:-3}
here=$(cd "$(dirname "$0")" && pwd)
[ -x "$frozen/shendu" ] || { echo "no frozen program in $frozen; run pyinstaller installer/shendu.spec first" >&2; exit 1; }

version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$here/../../desktop/__init__.py")
arch=$(dpkg --print-architecture)
# the newest symbol version of the C library that any bundled file wants
glibc=$(find "$frozen" -type f \( -name '*.so*' -o -name shendu \) -exec grep -aoh 'GLIBC_2\.[0-9]*' {} + | sort -uV | tail -1 | cut -d_ -f2)

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
chmod 755 "$tree"
mkdir -p "$tree/DEBIAN" "$tree/opt" "$tree/usr/bin" "$tree/usr/share/applications" \
    "$tree/usr/share/icons/hicolor/scalable/apps" "$tree/usr/share/doc/shendu"
cp -a "$frozen" "$tree/opt/shendu"
ln -s /opt/shendu/shendu "$tree/usr/bin/shendu"
cp "$here/shendu.desktop" "$tree/usr/share/applications/"
cp "$here/shendu.svg" "$tree/usr/share/icons/hicolor/scalable/apps/"
cp "$here/../../LICENSE" "$tree/usr/share/doc/shendu/copyright"
cp "$here/../../resources/NOTICES.md" "$tree/usr/share/doc/shendu/"
chmod -R u+rwX,go+rX,go-w "$tree"  # readable for all whatever the umask of whoever builds
size=$(du -sk "$tree" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$size/" -e "s/@GLIBC@/$glibc/" \
    "$here/control.in" > "$tree/DEBIAN/control"

mkdir -p "$out"
dpkg-deb --root-owner-group -Zxz -z"$level" --build "$tree" "$out/shendu_${version}_${arch}.deb"

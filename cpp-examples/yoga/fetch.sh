#!/bin/sh
# Fetches to FOLDER what the port is made of and compared with; does nothing where it is.
#
#   fetch.sh FOLDER
#
# yoga/: Yoga's sources, which the npm package react-native has in it. node_modules/yoga-layout: Yoga's own package of its
# embind bindings, whose version has the same sources.
set -eu
fetch=$(dirname "$0")/../part-of-package.sh
"$fetch" react-native@0.77.0 package/ReactCommon/yoga "$1/yoga"
"$fetch" yoga-layout@3.2.1 package "$1/node_modules/yoga-layout"

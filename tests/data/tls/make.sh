#!/bin/bash
# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT
#
# Makes the keys and certificates of the tests, valid for a hundred years but for one. They protect
# nothing.

set -eu
cd "$(dirname "$0")"

key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }
sign() { # name, subject, extensions
    key "$1"
    openssl req -new -key "$1.key" -subj "/CN=$2" |
        openssl x509 -req -CA ca.pem -CAkey ca.key -set_serial "$4" -days 36500 -sha256 \
            -extfile <(printf '%s\n' "$3") -out "$1.pem"
}

key ca
openssl req -x509 -new -key ca.key -subj '/CN=QSocketIo test authority' -days 36500 -sha256 -out ca.pem
sign server localhost 'subjectAltName=DNS:localhost,IP:127.0.0.1' 2
sign wronghost elsewhere.test 'subjectAltName=DNS:elsewhere.test' 3
sign client 'test client' 'extendedKeyUsage=clientAuth' 4
key selfsigned
openssl req -x509 -new -key selfsigned.key -subj '/CN=localhost' -days 36500 -sha256 \
    -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' -out selfsigned.pem

# "openssl x509" knows no dates in the past.
key expired
ca=$(mktemp -d)
trap 'rm -r "$ca"' EXIT
touch "$ca/index"
openssl req -new -key expired.key -subj '/CN=localhost' -out "$ca/request"
openssl ca -batch -notext -cert ca.pem -keyfile ca.key -md sha256 -in "$ca/request" -out expired.pem \
    -startdate 20200101000000Z -enddate 20200102000000Z -outdir "$ca" \
    -extfile <(printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n') \
    -config <(printf '[ca]\ndefault_ca=tests\n[tests]\ndatabase=%s/index\nrand_serial=yes\npolicy=any\n' "$ca"
              printf '[any]\ncommonName=supplied\n')

#!/bin/bash
# SPDX-FileCopyrightText: 2026 The QSocketIo authors
# SPDX-License-Identifier: MIT
#
# Makes the keys and certificates of the tests, valid for a hundred years. They protect nothing.

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

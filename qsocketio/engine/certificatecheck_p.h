// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/clientrequest_p.h>

#include <QSslError>

namespace QSocketIo::Engine {

// What a transport makes of the faults of its server's certificate.
class CertificateCheck
{
public:
    // The application may be asked, and may end the transport meanwhile.
    bool accepts(const ClientRequest &request, const QList<QSslError> &faults,
                 const QSslCertificate &server)
    {
        m_isAsking = true;
        const bool accepted = request.acceptsFaults(faults, server);
        m_isAsking = false;
        if (!accepted)
            m_refused = faults;
        return accepted;
    }
    // Qt waits for the answer: its objects must outlive that.
    bool isAsking() const { return m_isAsking; }
    // What was not accepted.
    const QList<QSslError> &refused() const { return m_refused; }

private:
    bool m_isAsking = false;
    QList<QSslError> m_refused;
};

} // namespace QSocketIo::Engine

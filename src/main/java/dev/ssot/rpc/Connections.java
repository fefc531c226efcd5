package dev.ssot.rpc;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The open connections of a server, those that have proved themselves counted apart from those that have not. */
final class Connections {

    private final int maxMembers;
    private final int maxStrangers;

    // The monitor of this object guards the sets; sockets are closed outside of it.
    private final Set<ServerConnection> strangers = new LinkedHashSet<>();
    private final Set<ServerConnection> members = new LinkedHashSet<>();
    private boolean sealed;

    Connections(int maxMembers, int maxStrangers) {
        this.maxMembers = maxMembers;
        this.maxStrangers = maxStrangers;
    }

    /** Takes a new connection in, or closes it at once; a silent stranger makes room for it. */
    boolean admit(ServerConnection connection) {
        ServerConnection unwanted = null;
        synchronized (this) {
            if (sealed || members.size() >= maxMembers) {
                unwanted = connection;
            } else {
                if (strangers.size() >= maxStrangers) {
                    Iterator<ServerConnection> oldest = strangers.iterator();
                    unwanted = oldest.next();
                    oldest.remove();
                }
                strangers.add(connection);
            }
        }
        if (unwanted != null) {
            unwanted.close();
        }
        return unwanted != connection;
    }

    /** Whether a stranger that has proved itself may stay. */
    synchronized boolean promote(ServerConnection connection) {
        return !sealed && strangers.remove(connection) && members.size() < maxMembers && members.add(connection);
    }

    synchronized void remove(ServerConnection connection) {
        strangers.remove(connection);
        members.remove(connection);
    }

    synchronized List<ServerConnection> open() {
        List<ServerConnection> open = new ArrayList<>(strangers);
        open.addAll(members);
        return open;
    }

    /** From here on nobody is admitted; closes whoever is there. */
    void closeAll() {
        synchronized (this) {
            sealed = true;
        }
        open().forEach(ServerConnection::close);
    }
}

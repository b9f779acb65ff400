"""The reference of the extract bench: a plain throw-away reader as migration teams write them.

Reads users and their assigned services from a capture with the standard library (XMLPullParser + sqlite3), joins by
echo alone, and indexes what it wrote. Usage: reference_extract.py CAPTURE DATABASE
"""

import re
import sqlite3
import sys
import xml.etree.ElementTree as ET

XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
PROLOG = re.compile(rb"<\?xml[^>]*\?>")


def commands(path):
    """Concatenated documents under one root, so that one parser can stream them."""
    parser = ET.XMLPullParser(["end"])
    parser.feed(b'<?xml version="1.0" encoding="ISO-8859-1"?><all>')
    with open(path, "rb") as capture:
        rest = b""
        while chunk := capture.read(1 << 20):
            data = PROLOG.sub(b"", rest + chunk)
            cut = data.rfind(b">") + 1
            rest = data[cut:]
            parser.feed(data[:cut])
            for _, element in parser.read_events():
                if element.tag == "command":
                    yield element
                    element.clear()
                elif element.tag == "{C}BroadsoftDocument":
                    element.clear()


def main(path, database):
    db = sqlite3.connect(database)
    db.execute("CREATE TABLE user (id TEXT, last TEXT, first TEXT, phone TEXT, extension TEXT, email TEXT, grp TEXT)")
    db.execute("CREATE TABLE service (user TEXT, name TEXT)")
    users, services = [], []

    def flush():
        db.executemany("INSERT INTO user VALUES (?,?,?,?,?,?,?)", users)
        db.executemany("INSERT INTO service VALUES (?,?)", services)
        users.clear()
        services.clear()

    for command in commands(path):
        kind = command.get(XSI_TYPE, "")
        if kind.startswith("UserGetResponse"):
            text = lambda name: command.findtext(name)
            users.append(
                (
                    text("userId") or command.get("echo"),
                    text("lastName"),
                    text("firstName"),
                    text("phoneNumber"),
                    text("extension"),
                    text("emailAddress"),
                    text("groupId"),
                )
            )
        elif kind.startswith("UserServiceGetAssignmentListResponse"):
            owner = command.get("echo")
            for table in command:
                for row in table.iter("row"):
                    cells = [cell.text for cell in row]
                    if len(cells) > 1 and cells[1] == "true":
                        services.append((owner, cells[0]))
        if len(users) + len(services) > 20000:
            flush()
    flush()
    db.execute("CREATE INDEX user_id ON user (id)")
    db.execute("CREATE INDEX user_group ON user (grp)")
    db.execute("CREATE INDEX service_user ON service (user)")
    db.execute("CREATE INDEX service_name ON service (name)")
    db.commit()
    print(db.execute("SELECT count(*) FROM user").fetchone()[0], "users")


main(sys.argv[1], sys.argv[2])

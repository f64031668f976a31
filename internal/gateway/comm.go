package gateway

import (
	"strconv"
	"strings"
)

// protocolVersion is the cv and v of the client that docs/protocol.md §2 describes.
const protocolVersion = "14090008"

// commField is one key of comm.
type commField struct {
	name  string
	kind  kind
	need  need
	value string // the only one allowed, "" when any is
}

var commFields = []commField{
	{"ct", integer, always, "11"},
	{"cv", integer, always, protocolVersion},
	{"v", integer, always, protocolVersion},
	{"tmeAppID", text, always, "qqmusic"},
	{"chid", text, always, "10003505"},
	{"qq", text, optional, ""},
	{"authst", text, nonEmpty, ""},
	{"tmeLoginType", integer, optional, ""},
	{"QIMEI", text, always, ""},
	{"QIMEI36", text, always, ""},
	{"OpenUDID", text, always, ""},
	{"OpenUDID2", text, always, ""},
	{"udid", text, always, ""},
	{"aid", text, always, ""},
	{"uid", text, nonEmpty, ""},
	{"sid", text, nonEmpty, ""},
	{"os_ver", text, always, ""},
	{"phonetype", text, always, ""},
	{"devicelevel", text, always, ""},
	{"newdevicelevel", text, always, ""},
	{"rom", text, always, ""},
}

// checkComm holds comm against docs/protocol.md §2. Keys it does not know are let
// through. Clients of another version, which announce themselves by their cv,
// send other keys and every value as a string: of them only the login is read.
func checkComm(c comm) *refusal {
	if id := c.text("qq"); id != "" {
		if _, err := strconv.ParseInt(id, 10, 64); err != nil || strings.Trim(id, "0123456789") != "" {
			return refuse(codeBadComm, "comm.qq: is not a string of digits")
		}
	}
	if c.version() != protocolVersion {
		return c.checkOtherVersion()
	}
	for _, f := range commFields {
		raw, ok := c[f.name]
		switch {
		case !ok && f.need == always:
			return refuse(codeBadComm, "comm."+f.name+": is missing")
		case !ok:
			continue
		case !f.kind.holds(raw):
			return refuse(codeBadComm, "comm."+f.name+": is not "+f.kind.String())
		case f.need == nonEmpty && isEmpty(raw):
			return refuse(codeBadComm, "comm."+f.name+": is empty and should be left out")
		case f.value != "" && strings.Trim(string(raw), `"`) != f.value:
			return refuse(codeBadComm, "comm."+f.name+": is not "+f.value)
		}
	}
	return nil
}

// version returns cv as its digits, however it is written.
func (c comm) version() string {
	return strings.Trim(string(c["cv"]), `"`)
}

func (c comm) checkOtherVersion() *refusal {
	if c.version() == "" {
		return refuse(codeBadComm, "comm.cv: is missing")
	}
	for _, name := range []string{"qq", "authst"} {
		if raw, ok := c[name]; ok && !text.holds(raw) {
			return refuse(codeBadComm, "comm."+name+": is not a string")
		}
	}
	return nil
}

// text returns the string under name, "" when there is none.
func (c comm) text(name string) string {
	return stringOf(c[name])
}

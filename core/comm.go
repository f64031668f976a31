package core

import (
	"qqmusicpm/internal/jsondoc"
	"qqmusicpm/internal/small/time"
)

// Comm is the "comm" object of a request: who is asking, from which device, with which version of the app.
type Comm struct {
	// Dialect is how the app speaks; Dialect20_9 when empty.
	Dialect Dialect
	// Credential is the login, empty for none.
	Credential Credential
	// Device is sent as it is: nothing is made up for an empty field.
	Device DeviceProfile
	// Session is the gateway session, empty when none was asked for.
	Session GatewaySession
	// Now is the time of sending, since 1970-01-01 00:00 UTC.
	Now time.Duration
	// Members replace single members that the dialect writes, leave them out, or add to them.
	Members []CommMember
}

// CommMember sets a single member of comm, for the day on which the gateway wants another value. The members that
// are the login's and the session's own cannot be set: qq, authst, tmeLoginType, uid, sid and traceid.
type CommMember struct {
	// Name is the member's, such as "cv".
	Name string
	// Value is the member's. Null leaves the member out; when not set, the dialect's stays.
	Value Optional[string]
	// Number writes the value as a number, where the dialect has no such member; one that it has keeps its type.
	Number bool
}

// GatewaySession is what the gateway gives a client before its first call, and what goes with every call after that (网关会话).
// The zero value is none. It is no conversation: that is a [Session].
type GatewaySession struct {
	// UID and SID identify it.
	UID, SID string
	// created is when it was given, in Unix milliseconds.
	created int64
	// owner is the account that it was given for, "" for the device.
	owner string
}

// UserAgent returns the protocol's User-Agent header for a version of the app and of Android, as comm's cv and os_ver say them.
func UserAgent(version, osVersion string) string {
	return "QQMusic " + version + "(android " + osVersion + ")"
}

// commSize is room enough for nearly every comm.
const commSize = 512

// Append appends the object. A dialect that is not known counts as the default one.
func (c *Comm) Append(dst []byte) []byte {
	if dst == nil {
		dst = make([]byte, 0, commSize)
	}
	w := jsondoc.Writer{Text: dst}
	n, _ := dialectOf(c.Dialect)
	c.write(&w, n.declared())
	return w.Text
}

// UserAgent returns the User-Agent header that goes with the object.
func (c *Comm) UserAgent() string {
	n, _ := dialectOf(c.Dialect)
	return userAgent(n.declared(), &c.Device, c.Members)
}

func userAgent(d *dialect, device *DeviceProfile, members []CommMember) string {
	return UserAgent(saidBy(members, "cv", d.version), saidBy(members, "os_ver", device.OSVersion))
}

// saidBy is what a member of that name says, otherwise when there is none or it is left out.
func saidBy(members []CommMember, name, otherwise string) string {
	if own := memberOf(members, name); own != nil && own.Value.state == given {
		return own.Value.value
	}
	return otherwise
}

func (c *Comm) write(w *jsondoc.Writer, d *dialect) {
	start := len(w.Text)
	var nobody Credential
	login := &nobody
	if c.hasLogin() {
		login = &c.Credential
	}
	for i := range d.comm {
		m := &d.comm[i]
		own := memberOf(c.Members, m.name)
		value, given := "", false
		if own != nil {
			value, given = own.Value.Get()
		} else {
			value, given = c.value(d, m, login)
		}
		if given {
			w.Raw(`,"`)
			w.Raw(m.name)
			writeCommValue(w, value, m.number && !d.texts)
		}
	}
	for i := range c.Members {
		m := &c.Members[i]
		if value, given := m.Value.Get(); given && !d.has(m.Name) && memberOf(c.Members, m.Name) == m {
			w.Member(",", m.Name)
			w.Text = w.Text[:len(w.Text)-1]
			writeCommValue(w, value, m.Number && !d.texts)
		}
	}
	if len(w.Text) == start {
		w.Byte('{')
	}
	w.Text[start] = '{' // in place of the first member's comma
	w.Byte('}')
}

// writeCommValue writes what follows a member's name without the quote at its end.
func writeCommValue(w *jsondoc.Writer, value string, number bool) {
	if number && isNumber(value) {
		w.Raw(`":`)
		w.Raw(value)
	} else {
		w.Member(`":`, value)
	}
}

// isNumber reports whether a text can stand as an integer in JSON: digits that do not begin with 0, perhaps behind a minus.
func isNumber(text string) bool {
	if text != "" && text[0] == '-' {
		text = text[1:]
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' || i == 0 && text[i] == '0' && len(text) > 1 {
			return false
		}
	}
	return text != ""
}

// memberOf finds the last member of that name that says anything.
func memberOf(members []CommMember, name string) *CommMember {
	if len(members) == 0 || isReserved(name) {
		return nil
	}
	for i := len(members) - 1; i >= 0; i-- {
		if members[i].Name == name && members[i].Value.state != notGiven {
			return &members[i]
		}
	}
	return nil
}

func (d *dialect) has(name string) bool {
	for i := range d.comm {
		if d.comm[i].name == name {
			return true
		}
	}
	return false
}

// value returns what the dialect says as a member, with a login that is empty for none, and whether it is sent at all.
func (c *Comm) value(d *dialect, m *commMember, login *Credential) (value string, given bool) {
	device := &c.Device
	switch m.from {
	case fromFixed:
		value = m.fixed
	case fromVersion:
		value = d.version
	case fromMusicID:
		value = login.MusicID
	case fromMusicKey:
		value = login.MusicKey
	case fromLoginType:
		if loginType := login.loginType(); loginType != 0 && login.MusicID != "" {
			value = digits(loginType)
		}
	case fromUID:
		value = c.Session.UID
	case fromSID:
		value = c.Session.SID
	case fromQIMEI:
		value = device.QIMEI
	case fromQIMEI36:
		value = device.QIMEI36
	case fromTraceID:
		value = c.traceID()
	case fromOpenUDID:
		value = device.OpenUDID
	case fromOpenUDID2:
		value = device.OpenUDID2
	case fromAndroidID:
		value = device.AndroidID
	case fromOSVersion:
		value = device.OSVersion
	case fromModel:
		value = device.Model
		if d.entities {
			value = withEntities(value)
		}
	case fromSDKLevel:
		value = digits(device.SDKLevel)
	case fromFingerprint:
		value = device.Fingerprint
	}
	return value, value != "" || !m.optional
}

// traceID says who asks and when. Without a login it is the device.
func (c *Comm) traceID() string {
	who := c.Device.OpenUDID
	if c.hasLogin() {
		who = c.Credential.MusicID
	}
	return "10002_" + who + "_" + digits(int64(c.Now/time.Second))
}

// hasLogin reports whether there is a login: half of one is none.
func (c *Comm) hasLogin() bool { return c.Credential.MusicID != "" && c.Credential.MusicKey != "" }

// withEntities writes a text as XML does.
func withEntities(text string) string {
	const marked = `&<>"`
	plain := true
	for i := range len(text) {
		for j := range len(marked) {
			plain = plain && text[i] != marked[j]
		}
	}
	if plain {
		return text
	}
	var escaped []byte
	for i := range len(text) {
		switch c := text[i]; c {
		case '&':
			escaped = append(escaped, "&amp;"...)
		case '<':
			escaped = append(escaped, "&lt;"...)
		case '>':
			escaped = append(escaped, "&gt;"...)
		case '"':
			escaped = append(escaped, "&quot;"...)
		default:
			escaped = append(escaped, c)
		}
	}
	return string(escaped)
}

// checkMembers returns what is wrong with members of comm that a caller sets.
func checkMembers(members []CommMember) *InvalidArgumentError {
	for i := range members {
		name := members[i].Name
		value, _ := members[i].Value.Get()
		switch {
		case name == "":
			return invalidArgument("comm", "must not have a member without a name")
		case isReserved(name):
			return invalidArgument("comm."+name, "belongs to the login or the session and cannot be set")
		case (name == "cv" || name == "os_ver") && !isPrintable(value):
			return invalidArgument("comm."+name, notPrintable)
		}
	}
	return nil
}

// isReserved reports whether a member is the login's or the session's own.
//
//go:noinline // its code stands in the module once, not at each use
func isReserved(name string) bool {
	switch name {
	case "qq", "authst", "tmeLoginType", "uid", "sid", "traceid":
		return true
	}
	return false
}

const notPrintable = "must be printable ASCII: it goes into the User-Agent"

// isPrintable reports whether a text can stand in a header.
func isPrintable(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

package gateway

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// dialect is one way in which the phone app writes comm (docs/protocol.md §2).
type dialect struct {
	name   string
	fields []commField
	equal  [][2]string // members that hold the same value
}

// commField is one member of comm.
type commField struct {
	name string
	kind kind
	need need
	form *regexp.Regexp // of a string, nil when any is right
}

var (
	hex16   = regexp.MustCompile(`^[0-9a-fA-F]{16}$`)
	hex32   = regexp.MustCompile(`^[0-9a-fA-F]{32}$`)
	nonZero = regexp.MustCompile(`^-?[1-9][0-9]*$`)
	escaped = regexp.MustCompile(`^([^&<>"]|&(amp|lt|gt|quot);)*$`)
	traced  = regexp.MustCompile(`^10002_(.+)_([0-9]+)$`)
)

// The values of ct, cv, v, tmeAppID, chid, os_ver and phonetype are nobody's
// but the caller's: a number that is refused one day is replaced by another.
var dialect209 = &dialect{
	name: "20.9",
	fields: []commField{
		{"ct", text, always, nil},
		{"cv", text, always, nil},
		{"v", text, always, nil},
		{"tmeAppID", text, always, nil},
		{"chid", text, always, nil},
		{"qq", text, nonEmpty, nil},
		{"authst", text, nonEmpty, nil},
		{"tmeLoginType", text, optional, nonZero},
		{"QIMEI36", text, always, nil},
		{"traceid", text, always, traced},
		{"OpenUDID", text, always, hex32},
		{"OpenUDID2", text, always, hex32},
		{"udid", text, always, hex32},
		{"aid", text, always, hex16},
		{"uid", text, nonEmpty, nil},
		{"sid", text, nonEmpty, nil},
		{"os_ver", text, always, nil},
		{"phonetype", text, always, escaped},
	},
	equal: [][2]string{{"udid", "OpenUDID"}},
}

var dialect149 = &dialect{
	name: "14.9",
	fields: []commField{
		{"ct", integer, always, nil},
		{"cv", integer, always, nil},
		{"v", integer, always, nil},
		{"tmeAppID", text, always, nil},
		{"chid", text, always, nil},
		{"qq", text, optional, nil},
		{"authst", text, nonEmpty, nil},
		{"tmeLoginType", integer, optional, nil},
		{"QIMEI", text, always, nil},
		{"QIMEI36", text, always, nil},
		{"OpenUDID", text, always, nil},
		{"OpenUDID2", text, always, nil},
		{"udid", text, always, nil},
		{"aid", text, always, nil},
		{"uid", text, nonEmpty, nil},
		{"sid", text, nonEmpty, nil},
		{"os_ver", text, always, nil},
		{"phonetype", text, always, nil},
		{"devicelevel", text, always, nil},
		{"newdevicelevel", text, always, nil},
		{"rom", text, always, nil},
	},
	equal: [][2]string{{"OpenUDID2", "OpenUDID"}, {"udid", "OpenUDID"}},
}

// traceSlack is how far the time in a traceid may be from the clock: pages are
// tested with clocks that are put forward, and a request may wait to be sent.
const traceSlack = time.Hour

// dialect returns the one that c speaks: 20.9 has ct, cv and v as strings, 14.9
// as numbers. Most of the three decide, so that the odd one is named as wrong;
// between two, cv does.
func (c comm) dialect() *dialect {
	votes := 0
	for name, weight := range map[string]int{"cv": 3, "ct": 2, "v": 2} {
		switch raw, ok := c[name]; {
		case ok && text.holds(raw):
			votes += weight
		case ok && integer.holds(raw):
			votes -= weight
		}
	}
	if votes < 0 {
		return dialect149
	}
	return dialect209
}

// checkComm holds comm against its dialect. What the caller of the client sets
// or leaves out on its own is in free: such members may be missing, unknown and
// hold any value.
func checkComm(c comm, free []string, now time.Time) *refusal {
	d := c.dialect()
	bad := func(name, why string) *refusal {
		return refuse(codeBadComm, "comm."+name+": "+why+" (dialect "+d.name+")")
	}
	isFree := func(name string) bool { return slices.Contains(free, name) }
	unknown := sortedKeys(c)
	for _, f := range d.fields {
		raw, ok := c[f.name]
		unknown = slices.DeleteFunc(unknown, func(name string) bool { return name == f.name })
		switch {
		case isFree(f.name), !ok && f.need != always:
			continue
		case !ok:
			return bad(f.name, "is missing")
		case !f.kind.holds(raw):
			return bad(f.name, "is not "+f.kind.String())
		case f.need == nonEmpty && isEmpty(raw):
			return bad(f.name, "is empty and should be left out")
		case f.form != nil && !f.form.MatchString(stringOf(raw)):
			return bad(f.name, "is not of the form "+f.form.String())
		}
	}
	unknown = slices.DeleteFunc(unknown, isFree)
	if len(unknown) > 0 {
		return bad(unknown[0], "is not a member")
	}
	for _, pair := range d.equal {
		if c.text(pair[0]) != c.text(pair[1]) && !isFree(pair[0]) && !isFree(pair[1]) {
			return bad(pair[0], "is not "+pair[1])
		}
	}
	if id := c.text("qq"); id != "" {
		if _, err := strconv.ParseInt(id, 10, 64); err != nil || strings.Trim(id, "0123456789") != "" {
			return bad("qq", "is not a string of digits")
		}
	}
	if d == dialect149 {
		return nil
	}
	for _, pair := range [][2]string{{"qq", "authst"}, {"authst", "qq"}, {"tmeLoginType", "qq"}, {"uid", "sid"}, {"sid", "uid"}} {
		if c.has(pair[0]) && !c.has(pair[1]) {
			return bad(pair[1], "is missing beside "+pair[0])
		}
	}
	if why := c.badTrace(isFree("OpenUDID"), now); why != "" && !isFree("traceid") {
		return bad("traceid", why)
	}
	return nil
}

// badTrace says what is wrong with the owner or the time of the traceid.
func (c comm) badTrace(anyDevice bool, now time.Time) string {
	parts := traced.FindStringSubmatch(c.text("traceid"))
	if parts == nil {
		return "is missing"
	}
	if c.has("qq") && parts[1] != c.text("qq") {
		return "does not hold qq"
	}
	if !c.has("qq") && parts[1] != c.text("OpenUDID") && !anyDevice {
		return "does not hold OpenUDID"
	}
	seconds, err := strconv.ParseInt(parts[2], 10, 64)
	if err != nil || now.Sub(time.Unix(seconds, 0)).Abs() > traceSlack {
		return "is not of now, which is " + strconv.FormatInt(now.Unix(), 10)
	}
	return ""
}

var appAgent = regexp.MustCompile(`^QQMusic ([^(]*)\(android (.*)\)$`)

// checkAgent holds a User-Agent of the app against comm. Browsers send their
// own, which says nothing.
func checkAgent(header string, c comm) *refusal {
	if !strings.HasPrefix(header, "QQMusic ") {
		return nil
	}
	parts := appAgent.FindStringSubmatch(header)
	if parts == nil {
		return refuse(codeBadComm, "User-Agent: is not QQMusic <cv>(android <os_ver>)")
	}
	for i, name := range []string{"cv", "os_ver"} {
		if c.has(name) && parts[i+1] != c.digits(name) {
			return refuse(codeBadComm, "User-Agent: does not hold comm."+name)
		}
	}
	return nil
}

// checkSessionComm refuses a GetSession of dialect 20.9 that says more than
// which device asks.
func checkSessionComm(env envelope) *refusal {
	if env.comm.dialect() != dialect209 || !env.asks(methodSession) {
		return nil
	}
	for _, name := range []string{"qq", "authst", "tmeLoginType", "uid", "sid"} {
		if env.comm.has(name) {
			return refuse(codeBadComm, "comm."+name+": GetSession is asked without it (dialect 20.9)")
		}
	}
	return nil
}

func (c comm) has(name string) bool {
	_, ok := c[name]
	return ok
}

// text returns the string under name, "" when there is none.
func (c comm) text(name string) string {
	return stringOf(c[name])
}

// digits returns the string or the number under name.
func (c comm) digits(name string) string {
	if raw := c[name]; !text.holds(raw) {
		return string(raw)
	}
	return c.text(name)
}

package gateway

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Kinds of [Fault].
const (
	// FaultNone only delays: the answer is the right one.
	FaultNone = ""
	// FaultStatus answers an HTTP status, with Retry-After when set.
	FaultStatus = "status"
	// FaultOuter answers an outer code other than 0, and no calls.
	FaultOuter = "outer"
	// FaultChild answers a child code, with Data when set; in a batch only to
	// the calls of Method when that is set.
	FaultChild = "child"
	// FaultLogin is FaultChild with a feedbackURL that is a login page: waiting
	// does not help.
	FaultLogin = "login"
	// FaultData answers Text as the data of a call that succeeds; in a batch
	// only of the calls of Method when that is set.
	FaultData = "data"
	// FaultCutBeforeHeaders closes the connection before any answer.
	FaultCutBeforeHeaders = "cutBeforeHeaders"
	// FaultCutAfterHeaders closes it after the headers.
	FaultCutAfterHeaders = "cutAfterHeaders"
	// FaultCutBody closes it in the middle of the body.
	FaultCutBody = "cutBody"
	// FaultTruncated ends the JSON in its middle, in a complete HTTP answer.
	FaultTruncated = "truncated"
	// FaultEmpty answers an empty body.
	FaultEmpty = "empty"
	// FaultHTML answers a web page.
	FaultHTML = "html"
	// FaultArray answers a JSON array.
	FaultArray = "array"
	// FaultGBK answers the right data in GBK text.
	FaultGBK = "gbk"
	// FaultGB18030 answers the right data in GB18030 text with at least one
	// four-byte form, which GBK does not have.
	FaultGB18030 = "gb18030"
	// FaultBOM answers the right data behind a UTF-8 byte-order mark.
	FaultBOM = "bom"
	// FaultInvalidUTF8 answers the right data with one byte that is no UTF-8.
	FaultInvalidUTF8 = "invalidUTF8"
	// FaultLarge adds MiB of padding to the answer.
	FaultLarge = "large"
	// FaultDeep adds arrays nested Depth deep to the answer.
	FaultDeep = "deep"
	// FaultNaN adds a NaN, which is no JSON, to the answer.
	FaultNaN = "nan"
	// FaultBigNumbers makes every number of data one of 20 digits.
	FaultBigNumbers = "bigNumbers"
	// FaultLoop answers lists with their first page and has_more 1, whatever
	// the cursor.
	FaultLoop = "hasMoreLoop"
)

// Fault is what goes wrong with coming requests. Its fields are also its JSON
// form on the control surface.
type Fault struct {
	// Kind is one of the Fault constants.
	Kind string `json:"kind"`
	// Times is how many requests it hits: 0 counts as 1, below 0 means until
	// it is cleared.
	Times int `json:"times,omitempty"`
	// Skip is how many requests it lets pass first.
	Skip int `json:"skip,omitempty"`
	// Method limits it to requests that hold this method, such as
	// "GetMessage".
	Method string `json:"method,omitempty"`
	// Account limits it to requests of this musicid.
	Account string `json:"account,omitempty"`
	// DelayMS is a wait before the answer, for every kind, in milliseconds. It
	// ends early when the request does.
	DelayMS int64 `json:"delayMs,omitempty"`
	// Applied carries the calls out also where the answer shows nothing of
	// them, as when a connection breaks after a write has arrived; and before
	// DelayMS, as when an answer comes too late.
	Applied bool `json:"applied,omitempty"`
	// Status is the HTTP status of FaultStatus; 0 means 503.
	Status int `json:"status,omitempty"`
	// RetryAfter is the Retry-After header of FaultStatus.
	RetryAfter string `json:"retryAfter,omitempty"`
	// Code is the code of FaultOuter, FaultChild and FaultLogin; 0 means 2001,
	// the protocol's rate limit.
	Code int64 `json:"code,omitempty"`
	// Data is the data of FaultChild; empty means {"msg": ""}.
	Data json.RawMessage `json:"data,omitempty"`
	// Text is the data of FaultData as JSON text, sent as it stands; "" leaves
	// data out.
	Text string `json:"text,omitempty"`
	// MiB is the size of FaultLarge in units of 1,048,576 bytes; 0 means 1,
	// and more than 64 means 64.
	MiB int `json:"mib,omitempty"`
	// Depth is the depth of FaultDeep; 0 means 10,000, and more than 1,000,000
	// means that.
	Depth int `json:"depth,omitempty"`
}

var faultKinds = []string{
	FaultNone, FaultStatus, FaultOuter, FaultChild, FaultLogin, FaultData, FaultCutBeforeHeaders, FaultCutAfterHeaders, FaultCutBody, FaultTruncated,
	FaultEmpty, FaultHTML, FaultArray, FaultGBK, FaultGB18030, FaultBOM, FaultInvalidUTF8, FaultLarge, FaultDeep, FaultNaN, FaultBigNumbers, FaultLoop,
}

// Inject adds faults after those already waiting. The first one that fits a
// request hits it. An unknown kind does nothing but delay.
func (g *Gateway) Inject(faults ...Fault) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, f := range faults {
		f.Times = cmp.Or(f.Times, 1)
		g.faults = append(g.faults, f)
	}
}

// SetFaults puts faults in the place of those waiting; none clears them.
func (g *Gateway) SetFaults(faults ...Fault) {
	g.mu.Lock()
	g.faults = nil
	g.mu.Unlock()
	g.Inject(faults...)
}

// Faults returns the faults still waiting, with the Times and Skip they have
// left.
func (g *Gateway) Faults() []Fault {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]Fault{}, g.faults...)
}

// takeFault returns the fault of a request and counts it. The caller holds
// the mutex.
func (g *Gateway) takeFault(env envelope) Fault {
	for i := range g.faults {
		f := &g.faults[i]
		if !f.fits(env) {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		hit := *f
		if f.Times > 0 {
			f.Times--
		}
		if f.Times == 0 {
			g.faults = slices.Delete(g.faults, i, i+1)
		}
		return hit
	}
	return Fault{}
}

func (f Fault) fits(env envelope) bool {
	if f.Account != "" && f.Account != env.comm.text("qq") {
		return false
	}
	return f.Method == "" || env.asks(f.Method)
}

func (f Fault) matchesMethod(method string) bool {
	return f.Method == "" || f.Method == method
}

func (f Fault) delay() time.Duration {
	return time.Duration(f.DelayMS) * time.Millisecond
}

// replaces reports whether the answer shows nothing of the calls.
func (f Fault) replaces() bool {
	switch f.Kind {
	case FaultStatus, FaultOuter, FaultCutBeforeHeaders, FaultEmpty, FaultHTML, FaultArray:
		return true
	}
	return false
}

// replacesCall reports whether the answer of each call it hits is the fault's.
func (f Fault) replacesCall() bool {
	return f.Kind == FaultChild || f.Kind == FaultLogin || f.Kind == FaultData
}

func (f Fault) callCode() int64 {
	if f.Kind == FaultData {
		return 0
	}
	return cmp.Or(f.Code, codeRateLimit)
}

// loginPage is where FaultLogin sends the user.
const loginPage = "https://y.qq.com/m/login/index.html"

func (f Fault) callData() string {
	switch {
	case f.Kind == FaultData:
		return f.Text
	case f.Kind == FaultLogin:
		return `{"msg":"","feedbackURL":"` + loginPage + `"}`
	case len(f.Data) > 0:
		return string(f.Data)
	}
	return `{"msg":""}`
}

// write sends the answer, spoiled as the fault wants it.
func (f Fault) write(w http.ResponseWriter, body []byte, env envelope, trace string) {
	contentType := "application/json; charset=utf-8"
	status := http.StatusOK
	switch f.Kind {
	case FaultStatus:
		status = cmp.Or(f.Status, http.StatusServiceUnavailable)
		if f.RetryAfter != "" {
			w.Header().Set("Retry-After", f.RetryAfter)
		}
		contentType, body = "text/plain; charset=utf-8", []byte(http.StatusText(status)+"\n")
	case FaultOuter:
		body = []byte(`{"code":` + strconv.FormatInt(cmp.Or(f.Code, codeRateLimit), 10) + `,"ts":0,"start_ts":0,"traceid":"` + trace + `"}`)
	case FaultHTML:
		contentType, body = "text/html; charset=utf-8", []byte("<!doctype html><title>系统繁忙</title><p>请稍后再试。</p>\n")
	case FaultArray:
		body = []byte("[]")
	case FaultCutBeforeHeaders, FaultCutAfterHeaders, FaultCutBody:
		f.cut(w, body)
	default:
		body = f.spoil(body, env)
	}
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// cut ends the connection: net/http closes it, and writes nothing more, for
// this panic. It needs a real connection, so tests go over one.
func (f Fault) cut(w http.ResponseWriter, body []byte) {
	if f.Kind != FaultCutBeforeHeaders {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(http.StatusOK)
		if f.Kind == FaultCutBody {
			_, _ = w.Write(body[:len(body)/2])
		}
		if err := http.NewResponseController(w).Flush(); errors.Is(err, http.ErrNotSupported) {
			panic(err) // the server's writers flush; another error is that the client has cut the connection first
		}
	}
	panic(http.ErrAbortHandler)
}

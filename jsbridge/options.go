//go:build js && wasm

package jsbridge

import (
	"math"
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/internal/small/time"
	"qqmusicpm/internal/wire"
)

// maxTimeout is the longest wait a host's timers can do, some 24 days.
const maxTimeout = (1<<31 - 1) * time.Millisecond

// objectOf checks that options are an object, or not given at all.
func objectOf(v js.Value, name string) error {
	if !v.IsUndefined() && !isObject(v) {
		return invalid(name, "must be an object")
	}
	return nil
}

func isObject(v js.Value) bool { return kindOf(v) == js.TypeObject && !isArray(v) }

// eachOption calls read for every option that is not undefined.
func eachOption(v js.Value, read func(name string, value js.Value) error) error {
	if v.IsUndefined() {
		return nil
	}
	for _, option := range members(v) {
		if option.value.IsUndefined() {
			continue
		}
		if err := read(option.name, option.value); err != nil {
			return err
		}
	}
	return nil
}

// option is a property that an options object may have, and the variable it is read into.
type option struct {
	name     string
	variable any
}

// readOptions reads an object that has no other properties than the known ones.
// In errors, of stands before their names, and unknown is what is wrong with any other.
//
//go:noinline // its code stands in the module once, not at each use
func readOptions(v js.Value, of, unknown string, known ...option) error {
	return eachOption(v, func(name string, value js.Value) error {
		for _, o := range known {
			if o.name == name {
				return readInto(o.variable, value, of+name)
			}
		}
		return invalid(of+name, unknown)
	})
}

// Types that tell readInto what to read.
type (
	function  js.Value
	signal    js.Value // an AbortSignal, or undefined
	array     []js.Value
	accountID string
	seconds   int64
)

// readInto reads a value into a variable, whose type says what it has to be; nil takes anything.
func readInto(variable any, v js.Value, name string) (err error) {
	kind := kindOf(v)
	ok, problem := true, ""
	switch into := variable.(type) {
	case *js.Value:
		*into = v
	case *bool:
		if ok, problem = kind == js.TypeBoolean, "must be a boolean"; ok {
			*into = v.Bool()
		}
	case *string:
		if ok, problem = kind == js.TypeString, "must be a string"; ok {
			*into = v.String()
		}
	case *function:
		if ok, problem = kind == js.TypeFunction, "must be a function"; ok {
			*into = function(v)
		}
	case *array:
		if ok, problem = kind == js.TypeObject && isArray(v), "must be a list"; ok {
			*into = items(v)
		}
	case *int:
		ok, problem = countOf(v, into), "must be an integer that is not negative"
	case *float64:
		if ok, problem = kind == js.TypeNumber && v.Float() > 0 && !math.IsInf(v.Float(), 0), "must be a number above 0"; ok {
			*into = v.Float()
		}
	case *seconds:
		if ok, problem = kind == js.TypeNumber && !math.IsNaN(v.Float()), "must be a number of seconds"; ok {
			*into = seconds(min(max(v.Float(), -wire.MaxSafeInteger), wire.MaxSafeInteger))
		}
	case *accountID:
		switch kind {
		case js.TypeString:
			*into = accountID(v.String())
		case typeBigInt:
			*into = accountID(textOf(v))
		case js.TypeNumber:
			var digits string
			digits, ok = safeInteger(v.Float())
			*into = accountID(digits)
		default:
			ok = false
		}
		problem = "must be a string of digits, a bigint or a safe integer"
	case *signal:
		*into = signal(v)
		ok = kind == js.TypeObject && kindOf(get(v, "aborted")) == js.TypeBoolean && isFunction(get(v, "addEventListener"))
		problem = "must be an AbortSignal"
	case *time.Duration:
		ok, problem = timeoutOf(v, into), "must be a number of milliseconds, 0 for none"
	case *core.Dialect:
		if ok, problem = kind == js.TypeString, "must be a string"; ok {
			*into = core.Dialect(v.String())
		}
	case *core.SignMode:
		ok, problem = signOf(v, into), `must be "auto", "always" or "never"`
	case *core.Storage:
		ok, problem = storageOf(v, into), "must be an object with the functions get, set and delete"
	case *core.Credential:
		return credentialOf(v, into)
	case **core.RateLimit:
		return rateLimitOf(v, into)
	case *core.DeviceProfile:
		return deviceOf(v, into)
	case *[]core.CommMember:
		return commOf(v, into)
	}
	if !ok {
		return invalid(name, problem)
	}
	return nil
}

// timeoutOf reads milliseconds; core takes "none" as a negative duration.
func timeoutOf(v js.Value, into *time.Duration) bool {
	if kindOf(v) != js.TypeNumber || !(v.Float() >= 0) || math.IsInf(v.Float(), 0) {
		return false
	}
	// At least a nanosecond: 0 is core's default.
	*into = max(1, min(time.Duration(min(v.Float(), float64(maxTimeout/time.Millisecond))*float64(time.Millisecond)), maxTimeout))
	if v.Float() == 0 {
		*into = -1
	}
	return true
}

func countOf(v js.Value, into *int) bool {
	if kindOf(v) != js.TypeNumber {
		return false
	}
	f := v.Float()
	if f != math.Trunc(f) || f < 0 || f > math.MaxInt32 {
		return false
	}
	*into = int(f)
	return true
}

func signOf(v js.Value, into *core.SignMode) bool {
	if kindOf(v) != js.TypeString {
		return false
	}
	switch v.String() {
	case "auto":
		*into = core.SignAuto
	case "always":
		*into = core.SignAlways
	case "never":
		*into = core.SignNever
	default:
		return false
	}
	return true
}

func rateLimitOf(v js.Value, into **core.RateLimit) error {
	limit := &core.RateLimit{}
	*into = limit
	switch kind := kindOf(v); {
	case kind == js.TypeBoolean && !v.Bool():
		return nil
	case kind != js.TypeObject:
		return invalid("rateLimit", "must be false or an object with rate and burst")
	}
	*limit = core.RateLimit{Rate: core.DefaultRate, Burst: core.DefaultBurst}
	return readOptions(v, "rateLimit.", "is no option of rateLimit", option{"rate", &limit.Rate}, option{"burst", &limit.Burst})
}

func deviceOf(v js.Value, into *core.DeviceProfile) error {
	if kindOf(v) != js.TypeObject {
		return invalid("device", "must be an object")
	}
	level := 0
	err := readOptions(v, "device.", "is no field of a device",
		option{"openUdid", &into.OpenUDID}, option{"openUdid2", &into.OpenUDID2}, option{"androidId", &into.AndroidID}, option{"osVersion", &into.OSVersion},
		option{"model", &into.Model}, option{"fingerprint", &into.Fingerprint}, option{"qimei", &into.QIMEI},
		option{"qimei36", &into.QIMEI36}, option{"sdkLevel", &level})
	into.SDKLevel = int64(level)
	return err
}

// commOf reads members of comm: texts, numbers, and null for those that are left out.
func commOf(v js.Value, into *[]core.CommMember) error {
	if !isObject(v) {
		return invalid("comm", "must be an object")
	}
	return eachOption(v, func(name string, value js.Value) error {
		m := core.CommMember{Name: name}
		switch kindOf(value) {
		case js.TypeNull:
			m.Value = core.Null[string]()
		case js.TypeString:
			m.Value = core.String(value.String())
		case js.TypeNumber:
			digits, ok := safeInteger(value.Float())
			if !ok {
				return invalid("comm."+name, "must be a safe integer, got "+textOf(value))
			}
			m.Value, m.Number = core.String(digits), true
		default:
			return invalid("comm."+name, "must be a string, a number or null")
		}
		*into = append(*into, m)
		return nil
	})
}

// callOptions are the options that every call takes besides its own.
type callOptions struct {
	signal signal
	raw    bool
	core   []core.CallOption
}

// common reads an option that every call takes and reports whether name is one.
func (o *callOptions) common(name string, value js.Value) (bool, error) {
	var change core.CallOption
	var err error
	switch name {
	case "signal":
		return true, readInto(&o.signal, value, name)
	case "raw":
		return true, readInto(&o.raw, value, name)
	case "credential":
		var credential core.Credential
		err = readInto(&credential, value, name)
		change = core.WithCredential(credential)
	case "timeout":
		var timeout time.Duration
		err = readInto(&timeout, value, name)
		change = core.WithTimeout(timeout)
	case "maxRetries":
		var retries int
		err = readInto(&retries, value, name)
		change = core.WithMaxRetries(retries)
	case "strict":
		var strict bool
		err = readInto(&strict, value, name)
		change = core.WithStrict(strict)
	case "sign":
		var mode core.SignMode
		err = readInto(&mode, value, name)
		change = core.WithSign(mode)
	default:
		return false, nil
	}
	o.core = append(o.core, change)
	return true, err
}

//go:build js && wasm

package jsbridge

import (
	"math"
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/core/scope"
)

// maxTimeout is the longest wait a host's timers can do, some 24 days.
const maxTimeout = (1<<31 - 1) * scope.Millisecond

// objectOf checks that options are an object, or not given at all.
func objectOf(v js.Value, name string) error {
	if k := kindOf(v); k != js.TypeUndefined && (k != js.TypeObject || isArray(v)) {
		return invalid(name, "must be an object")
	}
	return nil
}

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

// callOptions are the options that every call takes besides its own.
type callOptions struct {
	signal js.Value
	raw    bool
	core   []core.CallOption
}

// common reads an option that every call takes and reports whether name is one.
func (o *callOptions) common(name string, value js.Value) (bool, error) {
	var err error
	switch name {
	case "credential":
		var credential core.Credential
		if credential, err = credentialOf(value); err == nil {
			o.core = append(o.core, core.WithCredential(credential))
		}
	case "signal":
		o.signal, err = signalOf(value, name)
	case "timeout":
		var timeout core.Duration
		if timeout, err = timeoutOf(value); err == nil {
			o.core = append(o.core, core.WithTimeout(timeout))
		}
	case "maxRetries":
		var retries int
		if retries, err = countOf(value, name); err == nil {
			o.core = append(o.core, core.WithMaxRetries(retries))
		}
	case "sign":
		var mode core.SignMode
		if mode, err = signOf(value); err == nil {
			o.core = append(o.core, core.WithSign(mode))
		}
	case "raw":
		o.raw, err = booleanOf(value, name)
	default:
		return false, nil
	}
	return true, err
}

func signalOf(v js.Value, name string) (js.Value, error) {
	if kindOf(v) != js.TypeObject || kindOf(get(v, "aborted")) != js.TypeBoolean || !isFunction(get(v, "addEventListener")) {
		return js.Undefined(), invalid(name, "must be an AbortSignal")
	}
	return v, nil
}

func booleanOf(v js.Value, name string) (bool, error) {
	if kindOf(v) != js.TypeBoolean {
		return false, invalid(name, "must be a boolean")
	}
	return v.Bool(), nil
}

func stringOf(v js.Value, name string) (string, error) {
	if kindOf(v) != js.TypeString {
		return "", invalid(name, "must be a string")
	}
	return v.String(), nil
}

func functionOf(v js.Value, name string) (js.Value, error) {
	if !isFunction(v) {
		return js.Undefined(), invalid(name, "must be a function")
	}
	return v, nil
}

// timeoutOf reads milliseconds; core takes "none" as a negative duration.
func timeoutOf(v js.Value) (core.Duration, error) {
	if kindOf(v) != js.TypeNumber || !(v.Float() >= 0) || math.IsInf(v.Float(), 0) {
		return 0, invalid("timeout", "must be a number of milliseconds, 0 for none")
	}
	if v.Float() == 0 {
		return -1, nil
	}
	return min(core.Duration(min(v.Float(), float64(maxTimeout/scope.Millisecond))*float64(scope.Millisecond)), maxTimeout), nil
}

func countOf(v js.Value, name string) (int, error) {
	if kindOf(v) == js.TypeNumber {
		if f := v.Float(); f == math.Trunc(f) && 0 <= f && f <= math.MaxInt32 {
			return int(f), nil
		}
	}
	return 0, invalid(name, "must be an integer that is not negative")
}

func signOf(v js.Value) (core.SignMode, error) {
	if kindOf(v) == js.TypeString {
		switch v.String() {
		case "auto":
			return core.SignAuto, nil
		case "always":
			return core.SignAlways, nil
		case "never":
			return core.SignNever, nil
		}
	}
	return 0, invalid("sign", `must be "auto", "always" or "never"`)
}

func rateLimitOf(v js.Value) (*core.RateLimit, error) {
	if kindOf(v) == js.TypeBoolean && !v.Bool() {
		return &core.RateLimit{}, nil
	}
	if kindOf(v) != js.TypeObject {
		return nil, invalid("rateLimit", "must be false or an object with rate and burst")
	}
	limit := core.RateLimit{Rate: core.DefaultRate, Burst: core.DefaultBurst}
	err := eachOption(v, func(name string, value js.Value) error {
		name = "rateLimit." + name
		if kindOf(value) != js.TypeNumber || !(value.Float() > 0) || math.IsInf(value.Float(), 0) {
			return invalid(name, "must be a number above 0")
		}
		switch name {
		case "rateLimit.rate":
			limit.Rate = value.Float()
		case "rateLimit.burst":
			limit.Burst = value.Float()
		default:
			return invalid(name, "is no option of rateLimit")
		}
		return nil
	})
	return &limit, err
}

func deviceOf(v js.Value) (core.DeviceProfile, error) {
	var d core.DeviceProfile
	if kindOf(v) != js.TypeObject {
		return d, invalid("device", "must be an object")
	}
	err := eachOption(v, func(name string, value js.Value) (err error) {
		var field *string
		switch name {
		case "openUdid":
			field = &d.OpenUDID
		case "androidId":
			field = &d.AndroidID
		case "osVersion":
			field = &d.OSVersion
		case "model":
			field = &d.Model
		case "fingerprint":
			field = &d.Fingerprint
		case "qimei":
			field = &d.QIMEI
		case "qimei36":
			field = &d.QIMEI36
		case "sdkLevel":
			var level int
			level, err = countOf(value, "device."+name)
			d.SDKLevel = int64(level)
			return err
		default:
			return invalid("device."+name, "is no field of a device")
		}
		*field, err = stringOf(value, "device."+name)
		return err
	})
	return d, err
}

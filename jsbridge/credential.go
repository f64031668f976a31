//go:build js && wasm

package jsbridge

import (
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/internal/small/context"
)

// credentialOf reads a login. null is the empty one, with which calls fail.
// Fields it does not know are left alone: credentials are often kept with more than is needed here.
func credentialOf(v js.Value, into *core.Credential) error {
	if v.IsNull() {
		return nil
	}
	if !isObject(v) {
		return invalid("credential", "must be an object with musicid and musickey")
	}
	loginType := -1
	for _, field := range []option{
		{"musicid", (*accountID)(&into.MusicID)}, {"musickey", &into.MusicKey}, {"loginType", &loginType},
		{"createTime", (*seconds)(&into.CreateTime)}, {"expiresIn", (*seconds)(&into.ExpiresIn)},
	} {
		value := get(v, field.name)
		if value.IsUndefined() || value.IsNull() {
			continue
		}
		if err := readInto(field.variable, value, "credential."+field.name); err != nil {
			return err
		}
	}
	if loginType >= 0 {
		into.LoginType = core.Int(int64(loginType))
	}
	return nil
}

// credentialValue is what credentialOf reads.
func credentialValue(c core.Credential) js.Value {
	value := construct(objectClass)
	set(value, "musicid", text(c.MusicID))
	set(value, "musickey", text(c.MusicKey))
	set(value, "createTime", number(float64(c.CreateTime)))
	set(value, "expiresIn", number(float64(c.ExpiresIn)))
	if loginType, ok := c.LoginType.Get(); ok {
		set(value, "loginType", number(float64(loginType)))
	}
	return value
}

// loginOf reads the credential option of a client: an object, or a function that gives one, the source, which is asked
// before each call. A source costs each call a goroutine; what is wrong with an object is the error of the calls, and has one too.
func loginOf(v js.Value) (credential core.Credential, source func(context.Context) (core.Credential, error)) {
	if !isFunction(v) {
		err := protect(func() error { return credentialOf(v, &credential) })
		if err != nil {
			source = func(context.Context) (core.Credential, error) { return core.Credential{}, err }
		}
		return credential, source
	}
	return credential, func(ctx context.Context) (credential core.Credential, err error) {
		err = protect(func() error {
			value, err := await(ctx, invoke(v))
			if err != nil {
				return err
			}
			if value.IsUndefined() {
				value = js.Null()
			}
			return credentialOf(value, &credential)
		})
		return credential, err
	}
}

//go:build js && wasm

package jsbridge

import (
	"syscall/js"

	"qqmusicpm/core"
)

// credentialOf reads a login. null is the empty one, with which calls fail.
// Fields it does not know are left alone: credentials are often kept with more than is needed here.
func credentialOf(v js.Value) (core.Credential, error) {
	var c core.Credential
	if kindOf(v) == js.TypeNull {
		return c, nil
	}
	if kindOf(v) != js.TypeObject || isArray(v) {
		return c, invalid("credential", "must be an object with musicid and musickey")
	}
	given := func(name string) (js.Value, bool) {
		field := get(v, name)
		return field, !field.IsUndefined() && !field.IsNull()
	}
	if id, ok := given("musicid"); ok {
		switch kindOf(id) {
		case js.TypeString:
			c.MusicID = id.String()
		case typeBigInt:
			c.MusicID = textOf(id)
		default:
			digits, ok := "", false
			if kindOf(id) == js.TypeNumber {
				digits, ok = safeInteger(id.Float())
			}
			if !ok {
				return c, invalid("credential.musicid", "must be a string of digits, a bigint or a safe integer")
			}
			c.MusicID = digits
		}
	}
	if key, ok := given("musickey"); ok {
		var err error
		if c.MusicKey, err = stringOf(key, "credential.musickey"); err != nil {
			return c, err
		}
	}
	if loginType, ok := given("loginType"); ok {
		n, err := countOf(loginType, "credential.loginType")
		if err != nil {
			return c, err
		}
		c.LoginType = core.Int(int64(n))
	}
	for _, field := range [...]struct {
		name    string
		seconds *int64
	}{{"createTime", &c.CreateTime}, {"expiresIn", &c.ExpiresIn}} {
		if value, ok := given(field.name); ok {
			if kindOf(value) != js.TypeNumber || value.Float() != value.Float() {
				return c, invalid("credential."+field.name, "must be a number of seconds")
			}
			*field.seconds = int64(min(max(value.Float(), -maxSafeInteger), maxSafeInteger))
		}
	}
	return c, nil
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

// credentialSource reads the credential option of a client: an object, or a
// function that gives one and is asked before each call. What is wrong with an object is the error of the calls.
func credentialSource(v js.Value) func(core.Context) (core.Credential, error) {
	if !isFunction(v) {
		var credential core.Credential
		err := protect(func() (err error) {
			credential, err = credentialOf(v)
			return err
		})
		return func(core.Context) (core.Credential, error) { return credential, err }
	}
	return func(ctx core.Context) (credential core.Credential, err error) {
		err = protect(func() error {
			value, err := await(ctx, invoke(v))
			if err != nil {
				return err
			}
			if value.IsUndefined() {
				value = js.Null()
			}
			credential, err = credentialOf(value)
			return err
		})
		return credential, err
	}
}

package core

import (
	"strconv"

	"qqmusicpm/internal/scope"
	"qqmusicpm/internal/small/context"
)

// DeviceProfile is the Android device that the client says it is (设备信息).
// Fields left empty get the values of docs/protocol.md §2; the ids are random, made once and kept in Storage.
type DeviceProfile struct {
	// OpenUDID and OpenUDID2 are the installation's ids, 32 hex digits each.
	OpenUDID, OpenUDID2 string
	// AndroidID is the device's id, 16 hex digits.
	AndroidID string
	// OSVersion is the Android version, by default that of the dialect: "15", or "10" in 14.9.
	OSVersion string
	// Model is the phone's model, by default that of the dialect: "V2408A", or "MI 6" in 14.9.
	Model string
	// SDKLevel is the Android API level, 29 by default. Only 14.9 sends it.
	SDKLevel int64
	// Fingerprint is the system's build fingerprint. Only 14.9 sends it.
	Fingerprint string
	// QIMEI and QIMEI36 are device ids issued elsewhere; this package never asks for one. Empty by default. Only 14.9 sends QIMEI.
	QIMEI, QIMEI36 string
}

const (
	defaultSDKLevel = 29
	fingerprintHead = "xiaomi/iarim/sagit:10/eomam.200122.001/"
	fingerprintTail = ":user/release-keys"
	deviceKey       = "qqmusicpm.device"
)

// fill completes d with what neither the caller nor the stored profile gives.
func (d *DeviceProfile) fill(stored *DeviceProfile, speaks *dialect, random func([]byte)) {
	if orElse(&d.OpenUDID, stored.OpenUDID) {
		d.OpenUDID = randomHex(random, 32)
	}
	if orElse(&d.OpenUDID2, stored.OpenUDID2) {
		d.OpenUDID2 = randomHex(random, 32)
	}
	if orElse(&d.AndroidID, stored.AndroidID) {
		d.AndroidID = randomHex(random, 16)
	}
	if orElse(&d.Fingerprint, stored.Fingerprint) {
		d.Fingerprint = fingerprintHead + randomDigits(random, 7) + fingerprintTail
	}
	orElse(&d.OSVersion, speaks.osVersion)
	orElse(&d.Model, speaks.model)
	if d.SDKLevel == 0 {
		d.SDKLevel = defaultSDKLevel
	}
}

// orElse gives an empty field a value and reports whether it is still empty.
//
//go:noinline // it stands in many places
func orElse(field *string, value string) (empty bool) {
	if *field == "" {
		*field = value
	}
	return *field == ""
}

//go:noinline // as orElse
func randomHex(random func([]byte), n int) string {
	const hexLower = "0123456789abcdef"
	text := make([]byte, n)
	random(text)
	for i := range text {
		text[i] = hexLower[text[i]&15]
	}
	return string(text)
}

// randomDigits returns n digits that do not start with 0.
func randomDigits(random func([]byte), n int) string {
	var seed [8]byte
	random(seed[:])
	var number uint64
	for _, b := range seed {
		number = number<<8 | uint64(b)
	}
	low := uint64(1)
	for range n - 1 {
		low *= 10
	}
	return strconv.FormatUint(low+number%(9*low), 10)
}

// device is the device of a client, completed on first use.
type device struct {
	// ready ends when the profile is complete; nil before it was asked for.
	ready   *scope.Scope
	profile DeviceProfile
	err     error
}

// deviceProfile returns the device that the client says it is.
func (c *Client) deviceProfile(ctx context.Context) (*DeviceProfile, error) {
	d := &c.device
	c.mu.Lock()
	first := d.ready == nil
	if first {
		d.ready = scope.New(context.Background())
	}
	c.mu.Unlock()
	if first {
		go func() {
			d.err = guard(c.loadDevice)
			d.ready.Cancel(nil)
		}()
	}
	scope.Either(d.ready, ctx)
	if d.ready.Err() == nil {
		return nil, scope.Cause(ctx)
	}
	return &d.profile, d.err
}

// loadDevice completes the device of this installation and keeps what was invented.
func (c *Client) loadDevice() error {
	var had DeviceProfile
	d := &c.device.profile
	text := c.kept(c.root, deviceKey)
	readStored(text, stored{"openUdid", &had.OpenUDID}, stored{"openUdid2", &had.OpenUDID2},
		stored{"androidId", &had.AndroidID}, stored{"fingerprint", &had.Fingerprint})
	d.fill(&had, c.speaks.declared(), c.host.Random)
	if now := storedText("openUdid", d.OpenUDID, "openUdid2", d.OpenUDID2, "androidId", d.AndroidID, "fingerprint", d.Fingerprint); now != text {
		c.keep(c.root, deviceKey, now)
	}
	return nil
}

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
	// SDKLevel is the Android API level, by default that of the dialect: 29. Only 14.9 sends it.
	SDKLevel int64
	// Fingerprint is the system's build fingerprint. Only 14.9 sends it.
	Fingerprint string
	// QIMEI and QIMEI36 are device ids issued elsewhere; this package never asks for one. Empty by default. Only 14.9 sends QIMEI.
	QIMEI, QIMEI36 string
}

// deviceKey is the storage key of the installation's ids.
const deviceKey = "qqmusicpm.device"

// invent makes up the ids that neither d nor the caller's device has.
func (d *DeviceProfile) invent(given *DeviceProfile, speaks *dialect, random func([]byte)) {
	inventID(&d.OpenUDID, given.OpenUDID, 32, random)
	inventID(&d.OpenUDID2, given.OpenUDID2, 32, random)
	inventID(&d.AndroidID, given.AndroidID, 16, random)
	if d.Fingerprint == "" && given.Fingerprint == "" && speaks.fingerprint.head != "" {
		d.Fingerprint = speaks.fingerprint.head + randomDigits(random, 7) + speaks.fingerprint.tail
	}
}

// fill completes d, as the caller gave it, with the ids of the installation and the phone of the dialect.
func (d *DeviceProfile) fill(installed *DeviceProfile, speaks *dialect) {
	orElse(&d.OpenUDID, installed.OpenUDID)
	orElse(&d.OpenUDID2, installed.OpenUDID2)
	orElse(&d.AndroidID, installed.AndroidID)
	orElse(&d.Fingerprint, installed.Fingerprint)
	orElse(&d.OSVersion, speaks.osVersion)
	orElse(&d.Model, speaks.model)
	if d.SDKLevel == 0 {
		d.SDKLevel = speaks.sdkLevel
	}
}

// orElse gives an empty field a value.
//
//go:noinline // it stands in many places
func orElse(field *string, value string) {
	if *field == "" {
		*field = value
	}
}

// inventID makes up an id of n hex digits, unless there is one or the caller gave one.
func inventID(id *string, given string, n int, random func([]byte)) {
	if *id == "" && given == "" {
		*id = randomHex(random, n)
	}
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
	ready := d.ready
	if ready == nil {
		ready = scope.New(context.Background())
		d.ready = ready
		go func() {
			err := guard(c.loadDevice)
			c.mu.Lock()
			if d.err = err; err != nil {
				d.ready = nil // the next call tries again
			}
			c.mu.Unlock()
			ready.Cancel(nil)
		}()
	}
	c.mu.Unlock()
	scope.Either(ready, ctx)
	if ready.Err() == nil {
		return nil, scope.Cause(ctx)
	}
	c.mu.Lock()
	err := d.err
	c.mu.Unlock()
	return &d.profile, err
}

// loadDevice completes the device of this installation and keeps what was invented.
func (c *Client) loadDevice() error {
	var installed DeviceProfile
	text := c.kept(c.root, deviceKey)
	readStored(text, stored{"openUdid", &installed.OpenUDID}, stored{"openUdid2", &installed.OpenUDID2},
		stored{"androidId", &installed.AndroidID}, stored{"fingerprint", &installed.Fingerprint})
	installed.invent(&c.device.profile, c.speaks.declared(), c.host.Random)
	now := storedText("openUdid", installed.OpenUDID, "openUdid2", installed.OpenUDID2, "androidId", installed.AndroidID, "fingerprint", installed.Fingerprint)
	if now != text {
		c.keep(c.root, deviceKey, now)
	}
	c.device.profile.fill(&installed, c.speaks.declared())
	return nil
}

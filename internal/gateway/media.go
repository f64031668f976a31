package gateway

import (
	"bytes"
	_ "embed"
	"fmt"
	"hash/fnv"
	"image/png"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const mediaPrefix = ControlPrefix + "media/"

var (
	mediaName = regexp.MustCompile(`^([a-z0-9-]{1,64}\.(svg|png)|clip\.webm)$`)
	// pictureSize ends the name of a picture that is to have a size of its own.
	pictureSize = regexp.MustCompile(`-([1-9][0-9]{1,3})x([1-9][0-9]{1,3})\.png$`)
)

// clip is a video of six seconds, 320 by 180, without sound: VP8 in WebM. It
// was drawn for this simulator (bars and a disc, 15 pictures a second), encoded
// by Chromium's WebCodecs and put together by hand.
//
//go:embed samples/clip.webm
var clip []byte

const (
	clipName    = "clip.webm"
	clipSeconds = 6
)

// mediaURL is the site-relative address of a picture that the simulator draws.
// The name alone decides what it looks like.
func mediaURL(name string) string { return mediaPrefix + name }

// serveMedia draws a picture: pixels for .png, shapes for .svg; or it sends the
// video.
func serveMedia(w http.ResponseWriter, r *http.Request, name string) {
	if !mediaName.MatchString(name) {
		http.Error(w, "no such picture", http.StatusNotFound)
		return
	}
	w.Header().Set("Cache-Control", "max-age=3600")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if name == clipName {
		w.Header().Set("Content-Type", "video/webm")
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(clip))
		return
	}
	h := fnv.New32a()
	h.Write([]byte(name))
	seed := h.Sum32()
	if strings.HasSuffix(name, ".svg") {
		w.Header().Set("Content-Type", "image/svg+xml")
		w.Header().Set("Content-Security-Policy", "default-src 'none'")
		_, _ = w.Write(drawSVG(seed))
		return
	}
	w.Header().Set("Content-Type", "image/png")
	width, height := 240, 160
	if size := pictureSize.FindStringSubmatch(name); size != nil {
		width, _ = strconv.Atoi(size[1])
		height, _ = strconv.Atoi(size[2])
	}
	var buf bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&buf, drawLandscape(seed, min(width, maxSide), min(height, maxSide))); err != nil {
		panic(err) // a bytes.Buffer takes all writes
	}
	_, _ = w.Write(buf.Bytes())
}

func drawSVG(seed uint32) []byte {
	hue := seed % 360
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96">`+
		`<rect width="96" height="96" fill="hsl(%d 55%% 45%%)"/><circle cx="%d" cy="%d" r="%d" fill="hsl(%d 65%% 65%%)"/>`+
		`<path d="M40 66a9 7 0 1 1-6-7V28l28-6v36a9 7 0 1 1-6-7V36l-16 4z" fill="#fff" fill-opacity=".85"/></svg>`,
		hue, 20+seed>>9%56, 20+seed>>15%56, 18+seed>>21%20, (hue+140)%360)
}

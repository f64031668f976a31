"use client";

import { useEffect } from "react";
import * as sdk from "qqmusic-private-message";
import { ask } from "../ask.js";

export default function Page() {
  useEffect(() => {
    globalThis.ask = (given) => ask(sdk, given);
  }, []);
  return <p>A page made with Next.js</p>;
}

import * as sdk from "qqmusic-private-message";
import { ask } from "../../../ask.js";

export const POST = async (request) => Response.json(await ask(sdk, await request.json()).catch(String));

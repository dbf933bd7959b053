import type { TimelinePicture } from '#core/picture.ts';
import { createDrawing } from './draw.ts';

const draw = createDrawing();

/** What the pool's thread runs. */
export default (picture: TimelinePicture): Promise<Uint8Array> => draw(picture);

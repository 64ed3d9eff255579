import type { BinaryReader } from "google-protobuf";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/**
 * Has `google.protobuf.Struct`, in which the engine sends properties, keep its bytes until `toJavaScript` is called, and
 * then decode them directly. The library's way through a message object per value is most of what a policy costs.
 * Does nothing where the library is not as it is known here.
 */
export function readStructsLazily(): void {
  const library = Struct as unknown as {
    deserializeBinaryFromReader?: (message: Struct, reader: BinaryReader) => Struct;
  };
  if (typeof library.deserializeBinaryFromReader !== "function") return;
  library.deserializeBinaryFromReader = (message, reader) => {
    const start = reader.getCursor();
    while (reader.nextField()) reader.skipField();
    const { buffer, byteOffset } = reader.getBuffer();
    const bytes = Buffer.from(buffer, byteOffset + start, reader.getCursor() - start);
    message.toJavaScript = () =>
      new StructDecoder(bytes).struct(bytes.length) as ReturnType<Struct["toJavaScript"]>;
    return message;
  };
}

/** Tags of the wire format: a field's number and how its value is written. */
const ENTRY = tag(1, 2);
const KEY = tag(1, 2);
const VALUE = tag(2, 2);
const ELEMENT = tag(1, 2);
const NULL = tag(1, 0);
const NUMBER = tag(2, 1);
const STRING = tag(3, 2);
const BOOLEAN = tag(4, 0);
const STRUCT = tag(5, 2);
const LIST = tag(6, 2);

/** Decodes `google.protobuf.Struct`, whose definition is fixed, from the protobuf wire format. */
class StructDecoder {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** A struct that ends before `end`. Its keys are sorted, as the library sorts them, so that the order says nothing. */
  struct(end: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    while (this.at < end) {
      if (this.varint() !== ENTRY) throw unexpected();
      entries.push(this.entry(this.endOfNext()));
    }
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return Object.fromEntries(entries);
  }

  private entry(end: number): [string, unknown] {
    let key = "";
    let value: unknown = null;
    while (this.at < end) {
      const field = this.varint();
      if (field === KEY) key = this.text();
      else if (field === VALUE) value = this.value(this.endOfNext());
      else throw unexpected();
    }
    return [key, value];
  }

  private value(end: number): unknown {
    let value: unknown = null;
    while (this.at < end) {
      switch (this.varint()) {
        case NULL:
          this.varint();
          value = null;
          break;
        case NUMBER:
          value = this.bytes.readDoubleLE(this.at);
          this.at += 8;
          break;
        case STRING:
          value = this.text();
          break;
        case BOOLEAN:
          value = this.varint() !== 0;
          break;
        case STRUCT:
          value = this.struct(this.endOfNext());
          break;
        case LIST:
          value = this.list(this.endOfNext());
          break;
        default:
          throw unexpected();
      }
    }
    return value;
  }

  private list(end: number): unknown[] {
    const elements: unknown[] = [];
    while (this.at < end) {
      if (this.varint() !== ELEMENT) throw unexpected();
      elements.push(this.value(this.endOfNext()));
    }
    return elements;
  }

  private text(): string {
    const end = this.endOfNext();
    const text = this.bytes.toString("utf8", this.at, end);
    this.at = end;
    return text;
  }

  private endOfNext(): number {
    const length = this.varint();
    return this.at + length;
  }

  private varint(): number {
    let result = 0;
    let factor = 1;
    for (;;) {
      const byte = this.bytes.readUInt8(this.at++);
      result += (byte & 0x7f) * factor;
      if (byte < 0x80) return result;
      factor *= 128;
    }
  }
}

function tag(field: number, wireType: number): number {
  return field * 8 + wireType;
}

function unexpected(): Error {
  return new Error("the engine sent properties in a form that is not google.protobuf.Struct");
}

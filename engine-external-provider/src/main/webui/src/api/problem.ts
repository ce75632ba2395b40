/** What kept a request from being done; everything that can fail becomes one of these. */
export type ProblemKind =
  /** Nobody answers, or something between here and the engine says so. */
  | "away"
  /** The session has ended. */
  | "signed-out"
  /** The user may not do it. */
  | "forbidden"
  | "missing"
  /** The request cannot be done as it is, or something is in its way. */
  | "refused"
  /** The engine, or the page, has a defect. */
  | "defect";

export interface ProblemParts {
  kind: ProblemKind;
  /** What happened, in one sentence. Empty if the engine did not say: then components have a text by the kind. */
  what: string;
  remedy?: string | undefined;
  code?: string | undefined;
  /** The path of the member of the request that is wrong. */
  field?: string | undefined;
  /** The words of the tool that failed. */
  output?: string | undefined;
  status?: number | undefined;
}

export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly what: string;
  readonly remedy: string | undefined;
  readonly code: string | undefined;
  readonly field: string | undefined;
  readonly output: string | undefined;
  readonly status: number | undefined;

  constructor(parts: ProblemParts) {
    super(parts.what || parts.kind);
    this.name = "Problem";
    this.kind = parts.kind;
    this.what = parts.what;
    this.remedy = parts.remedy;
    this.code = parts.code;
    this.field = parts.field;
    this.output = parts.output;
    this.status = parts.status;
  }

  /** To ask again by itself would be answered alike. */
  get isLasting(): boolean {
    return this.kind === "signed-out" || this.kind === "forbidden" || this.kind === "missing";
  }
}

/** What may stand in a fault of oVirt's, in ours, in a failure of an import, and in an error of the sign-in. */
interface FaultBody {
  reason?: unknown;
  detail?: unknown;
  message?: unknown;
  code?: unknown;
  remedy?: unknown;
  field?: unknown;
  output?: unknown;
  error_description?: unknown;
  fault?: unknown;
}

export function problemOfAnswer(status: number, body: unknown): Problem {
  const outer: FaultBody = typeof body === "object" && body !== null ? body : {};
  const fault: FaultBody = typeof outer.fault === "object" && outer.fault !== null ? outer.fault : outer;
  return new Problem({
    kind: kindOf(status, typeof body === "object" && body !== null),
    what: text(fault.message) ?? unbracketed(text(fault.detail)) ?? text(fault.error_description) ?? text(fault.reason) ?? "",
    remedy: text(fault.remedy),
    code: text(fault.code),
    field: text(fault.field),
    output: text(fault.output),
    status,
  });
}

/** Of an exception of any kind, such as the TypeError of a fetch that reached nobody. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) {
    return error;
  }
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) {
    return new Problem({ kind: "away", what: "" });
  }
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return new Problem({ kind: "away", what: "" });
  }
  return new Problem({ kind: "defect", what: error instanceof Error ? error.message : String(error) });
}

/** A failure as imports, attempts and hosts carry it. */
export interface Failure {
  code?: string;
  message?: string;
  remedy?: string;
  field?: string;
  detail?: string;
}

export function problemOfFailure(failure: Failure): Problem {
  return new Problem({
    kind: "refused",
    what: failure.message ?? "",
    remedy: failure.remedy,
    code: failure.code,
    field: failure.field,
    output: failure.detail,
  });
}

function kindOf(status: number, isOurs: boolean): ProblemKind {
  if (status === 401) return "signed-out";
  if (status === 403) return "forbidden";
  if (status === 404) return "missing";
  if (status === 502 || status === 504) return "away";
  if (status === 503) return isOurs ? "refused" : "away";
  return status >= 500 ? "defect" : "refused";
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** oVirt puts the messages of a fault into brackets. */
function unbracketed(detail: string | undefined): string | undefined {
  return detail?.replace(/^\[(.*)\]$/s, "$1");
}

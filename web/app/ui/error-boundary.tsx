import { Component, type ComponentChildren } from "preact";
import { version } from "../../sdk/src/version.ts";
import { text } from "../words/words.ts";
import { CopyButton } from "./copy-button.tsx";
import { reportOf } from "./error-report.ts";

interface ErrorBoundaryProps {
  /** What it surrounds, in a developer's words. */
  place: string;
  /** What the children are made of. When it is another one, they are tried again. */
  resetKey?: unknown;
  children: ComponentChildren;
}

interface ErrorBoundaryState {
  resetKey: unknown;
  failure: { error: unknown } | undefined;
}

/** Keeps an error of what it surrounds from what is around it: in its place stands a line that says so. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { resetKey: this.props.resetKey, failure: undefined };

  static getDerivedStateFromProps({ resetKey }: ErrorBoundaryProps, state: ErrorBoundaryState) {
    return resetKey === state.resetKey ? null : { resetKey, failure: undefined };
  }

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error } };
  }

  /** Tells whoever looks at the browser's console. */
  override componentDidCatch(error: unknown): void {
    console.error(this.report(error));
  }

  private report(error: unknown): string {
    return reportOf(error, this.props.place, [`qqmusicpm ${version}`, navigator.userAgent]);
  }

  override render() {
    const { failure } = this.state;
    return failure ? (
      <NotShown report={this.report(failure.error)} tryAgain={() => this.setState({ failure: undefined })} />
    ) : (
      this.props.children
    );
  }
}

function NotShown({ report, tryAgain }: { report: string; tryAgain: () => void }) {
  const { notShown, copyDetail, again } = text.value;
  return (
    <div class="not-shown">
      <span>{notShown}</span>
      <button type="button" class="button small" onClick={tryAgain}>
        {again}
      </button>
      <CopyButton label={copyDetail} what={report} />
    </div>
  );
}

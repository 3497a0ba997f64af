// The last resort: a part of the page threw while it was drawn. Says so and offers to load again.
import { Localized } from "@fluent/react";
import { Component } from "react";

export class Boundary extends Component {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="sign problem" id="main" role="alert">
        <Localized id="problem-error-title"><h1>.</h1></Localized>
        <Localized id="problem-error-body"><p className="muted">.</p></Localized>
        <p className="gap-top"><Localized id="problem-reload"><a className="btn" href="">.</a></Localized></p>
      </main>
    );
  }
}

// Words that appear on hover and on focus.
import * as Tip from "@radix-ui/react-tooltip";

export function Tooltip({ text, detail, children }) {
  return (
    <Tip.Provider delayDuration={300}>
      <Tip.Root>
        <Tip.Trigger asChild><span tabIndex={0}>{children}</span></Tip.Trigger>
        <Tip.Portal><Tip.Content className="tip" sideOffset={4}>{text}{detail ? <span className="s">{detail}</span> : null}</Tip.Content></Tip.Portal>
      </Tip.Root>
    </Tip.Provider>
  );
}

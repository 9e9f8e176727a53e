using RadLine;

namespace ScimFilter.Repl.Interactive;

/// <summary>What Ctrl-K does in a shell: erases what stands behind the cursor.</summary>
internal sealed class EraseToEndCommand : LineEditorCommand
{
    public override void Execute(LineEditorContext context) =>
        context.Buffer.Clear(context.Buffer.Position, context.Buffer.Length - context.Buffer.Position);
}

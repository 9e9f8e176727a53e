using RadLine;

namespace ScimFilter.Repl.Interactive;

/// <summary>What Ctrl-U does in a shell: erases what stands before the cursor.</summary>
internal sealed class EraseToStartCommand : LineEditorCommand
{
    public override void Execute(LineEditorContext context)
    {
        int length = context.Buffer.Position;
        context.Buffer.Move(0);
        context.Buffer.Clear(0, length);
    }
}

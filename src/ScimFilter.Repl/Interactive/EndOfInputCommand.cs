using RadLine;

namespace ScimFilter.Repl.Interactive;

/// <summary>What Ctrl-D does in a shell: leaves on an empty line, deletes a character on another.</summary>
internal sealed class EndOfInputCommand : LineEditorCommand
{
    public override void Execute(LineEditorContext context)
    {
        if (context.Buffer.Length == 0)
        {
            context.Submit(SubmitAction.Cancel);
        }
        else
        {
            context.Buffer.Clear(context.Buffer.Position, 1);
        }
    }
}

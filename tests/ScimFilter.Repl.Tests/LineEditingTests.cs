using RadLine;
using ScimFilter.Repl.Interactive;

namespace ScimFilter.Repl.Tests;

/// <summary>The keys of a shell that the line editor does not know by itself.</summary>
public class LineEditingTests
{
    [Theory]
    [InlineData(0, "abc")]
    [InlineData(2, "c")]
    [InlineData(3, "")]
    public void Erasing_to_the_start_leaves_what_stands_behind_the_cursor(int position, string left)
    {
        LineBuffer buffer = Run(new EraseToStartCommand(), position);
        Assert.Equal(left, buffer.Content);
        Assert.Equal(0, buffer.Position);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(2, "ab")]
    [InlineData(3, "abc")]
    public void Erasing_to_the_end_leaves_what_stands_before_the_cursor(int position, string left)
    {
        LineBuffer buffer = Run(new EraseToEndCommand(), position);
        Assert.Equal(left, buffer.Content);
        Assert.Equal(position, buffer.Position);
    }

    private static LineBuffer Run(LineEditorCommand command, int position)
    {
        var buffer = new LineBuffer("abc");
        buffer.Move(position);
        command.Execute(new LineEditorContext(buffer, provider: null));
        return buffer;
    }
}

using ScimFilter.Repl.Interactive;
using ScimFilter.Repl.Interactive.Editing;

namespace ScimFilter.Repl.Tests;

public class LineViewTests
{
    [Theory]
    [InlineData("abcdefgh", 8, "abcdefgh/", 1, 0)]
    [InlineData("abcdefg", 7, "abcdefg", 0, 9)]
    [InlineData("abcdefghij", 3, "abcdefgh/ij", 0, 5)]
    [InlineData("abcdefghij", 9, "abcdefgh/ij", 1, 1)]
    [InlineData("日本語日本", 5, "日本語日/本", 1, 2)]
    [InlineData("a日本語日本", 2, "a日本語/日本", 0, 5)]
    [InlineData("a日本語日本", 4, "a日本語/日本", 1, 0)]
    [InlineData("", 0, "", 0, 2)]
    public void A_line_is_broken_where_the_terminal_ends(string text, int cursor, string rows, int row, int column)
    {
        var layout = new TextLayout(text, cursor, indent: 2, width: 10);

        Assert.Equal(rows, string.Join('/', layout.Rows.Select(part => text[part])));
        Assert.Equal((row, column), (layout.CursorRow, layout.CursorColumn));
    }

    [Fact]
    public void The_cursor_goes_back_over_cells_not_characters()
    {
        var terminal = new TypedKeys("");
        new LineView(terminal, paint: null).Draw("> ", "日本x", 2);

        Assert.Equal("\r\e[J> 日本x\r\e[6C", terminal.Output);
    }

    [Fact]
    public void What_is_longer_than_the_screen_is_shown_around_the_cursor()
    {
        var terminal = new TypedKeys("") { Width = 4, Height = 2 };
        new LineView(terminal, paint: null).Draw("> ", "abcdefghijkl", 8);

        Assert.Equal("\r\e[Jcdef\r\nghij\r\e[2C", terminal.Output);
    }

    [Fact]
    public void Colours_end_with_their_words()
    {
        var terminal = new TypedKeys("");
        new LineView(terminal, FilterHighlighter.Paint).Draw("> ", "orange eq \"x\" or a gt 5", 0);

        Assert.Contains("orange \e[33meq\e[0m \e[32m\"x\"\e[0m \e[33mor\e[0m a \e[33mgt\e[0m \e[36m5\e[0m", terminal.Output);
    }

    [Fact]
    public void Control_characters_do_not_reach_the_terminal()
    {
        var terminal = new TypedKeys("");
        new LineView(terminal, paint: null).Draw("> ", "a\e[2J\u009b", 0);

        Assert.Contains("> a\ufffd[2J\ufffd", terminal.Output);
    }
}

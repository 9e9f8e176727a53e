using ScimFilter.Repl.Interactive.Completion;
using ScimFilter.Repl.Interactive.Editing;

namespace ScimFilter.Repl.Tests;

/// <summary>The keys of a shell, typed without a terminal.</summary>
public class LineEditorTests
{
    private const string CtrlA = "\u0001", CtrlC = "\u0003", CtrlD = "\u0004", CtrlE = "\u0005", CtrlG = "\u0007", CtrlK = "\u000b",
        CtrlL = "\u000c", CtrlR = "\u0012", CtrlU = "\u0015", CtrlW = "\u0017", CtrlY = "\u0019", Backspace = "\u007f";

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("ac←b", "abc")]
    [InlineData("bc" + CtrlA + "a" + CtrlE + "d", "abcd")]
    [InlineData("abx" + Backspace + "c", "abc")]
    [InlineData("xabc" + CtrlA + CtrlD, "abc")]
    [InlineData("abc←" + CtrlU, "c")]
    [InlineData("abc←" + CtrlK, "ab")]
    [InlineData("a eq 1 " + CtrlW, "a eq ")]
    [InlineData("a b" + CtrlW + CtrlY + CtrlY, "a bb")]
    [InlineData("日本" + Backspace, "日")]
    [InlineData("e\u0301x←" + Backspace, "x")]
    [InlineData("👍x←←" + CtrlD, "x")]
    public void Keys_edit_the_line(string keys, string line) => Assert.Equal(line, Read(keys + "\r", out _));

    [Fact]
    public void Characters_with_the_numbers_of_other_keys_are_themselves() => Assert.Equal("!%&#$(.'", Read("!%&#$(.'\r", out _));

    [Theory]
    [InlineData("\e[200~al\tx\e[201~y\r", "al\txy")]
    [InlineData("a\e[200~b" + CtrlC + CtrlU + Backspace + "c\e[201~" + Backspace + "\r", "ab")]
    [InlineData("\e[200~one\rtwo\e[201~\r", "one")]
    [InlineData("a\e[2x\r", "a[2x")]
    [InlineData("a\eb\r", "ab")]
    public void What_is_pasted_is_text(string keys, string line) => Assert.Equal(line, Read(keys, out _));

    [Fact]
    public void Ctrl_C_drops_the_line_and_goes_on() => Assert.Equal("b pr", Read("a eq" + CtrlC + "b pr\r", out _));

    [Fact]
    public void Ctrl_C_on_an_empty_line_says_how_to_leave_and_leaves_the_second_time()
    {
        Assert.Null(Read(CtrlC + CtrlC, out string output));
        Assert.Single(output.Split("Ctrl-D or 'quit' leaves")[1..]);
        Assert.Equal("a", Read(CtrlC + "x" + Backspace + CtrlC + "a\r", out _));
        Assert.Null(Read("x" + CtrlC + CtrlC + CtrlC, out _));
    }

    [Fact]
    public void Ctrl_D_leaves_on_an_empty_line() => Assert.Null(Read("a" + Backspace + CtrlD, out _));

    [Fact]
    public void Ctrl_L_clears_the_screen_and_keeps_the_line()
    {
        Assert.Equal("ab", Read("a" + CtrlL + "b\r", out string output));
        Assert.Contains("\e[H\e[2J\r\e[J> a", output);
    }

    [Fact]
    public void Ctrl_Z_suspends_and_keeps_the_line()
    {
        Assert.Equal("ab", Read("a\u001ab\r", out string output));
        Assert.Contains("> a\r\e[3C^Z\r\n\e[?2004l(suspended)\e[?2004h\r\e[J> a", output);
    }

    [Theory]
    [InlineData("↑\r", "second")]
    [InlineData("↑↑\r", "first")]
    [InlineData("↑↑↑↑\r", "first")]
    [InlineData("draft↑↑↓↓\r", "draft")]
    [InlineData("draft↑↓↓\r", "draft")]
    public void Arrows_go_through_the_history(string keys, string line) => Assert.Equal(line, Read(keys, out _, "first", "second"));

    [Theory]
    [InlineData(CtrlR + "eq\r", "b eq 2")]
    [InlineData(CtrlR + "eq" + CtrlR + "\r", "a eq 1")]
    [InlineData(CtrlR + "EQ 1\r", "a eq 1")]
    [InlineData(CtrlR + "eqx" + Backspace + "\r", "b eq 2")]
    [InlineData(CtrlR + "zzz\r", "")]
    [InlineData("x" + CtrlR + "zzz\r", "x")]
    [InlineData("x" + CtrlR + "eq" + CtrlG + "\r", "x")]
    [InlineData("x" + CtrlR + "eq" + CtrlC + "\r", "x")]
    [InlineData(CtrlR + "eq" + CtrlE + "2\r", "b eq 22")]
    [InlineData(CtrlR + "eq\e" + CtrlK + "\r", "b ")]
    public void Ctrl_R_searches_the_history(string keys, string line) => Assert.Equal(line, Read(keys, out _, "a eq 1", "b eq 2", "c pr"));

    [Fact]
    public void The_search_shows_what_it_looks_for_and_that_it_fails()
    {
        Read(CtrlR + "eqx\r", out string output, "a eq 1");

        Assert.Contains("(reverse-i-search)'eq': a eq 1", output);
        Assert.Contains("(failed reverse-i-search)'eqx': a eq 1", output);
    }

    [Theory]
    [InlineData("al\t\r", "alpha ")]
    [InlineData("be\t\r", "bet")]
    [InlineData("be\ta\t\r", "beta ")]
    [InlineData("zz\t\r", "zz")]
    [InlineData("x al\t\r", "x alpha ")]
    [InlineData("al pr←←←\t\r", "alpha pr")]
    public void Tab_types_what_is_sure(string keys, string line) => Assert.Equal(line, Read(keys, out _));

    [Fact]
    public void Tab_lists_several_candidates()
    {
        Read("be\t\r", out string output);

        Assert.Contains("> bet\r\e[5C\r\nbeta  bets\r\n", output);
    }

    [Fact]
    public void A_long_list_is_cut()
    {
        string list = CandidateList.Draw([.. Enumerable.Range(100, 50).Select(k => $"n{k}")], width: 13, maxRows: 3);

        Assert.Equal("n100  n103\r\nn101  n104\r\nn102  n105\r\n… 44 more\r\n", list);
    }

    private static string? Read(string keys, out string output, params string[] history)
    {
        string[] words = ["alpha", "beta", "bets"];
        var terminal = new TypedKeys(keys);
        var editor = new LineEditor(terminal, new LineHistory(history), Complete, paint: null);
        string? line = editor.ReadLine();
        output = terminal.Output;
        return line;

        Candidates Complete(string text)
        {
            int start = text.LastIndexOf(' ') + 1;
            return new Candidates(start, [.. words.Where(word => word.StartsWith(text[start..], StringComparison.Ordinal))]);
        }
    }
}

namespace ScimFilter.Repl.Tests;

public class ReplTests
{
    [Fact]
    public void A_filter_shows_its_canonical_text_and_tree() =>
        Assert.Equal(new Ran(0, "a eq 1 and b pr\nand\n├─ a eq 1\n└─ b pr\n", ""), Ran.CommandOn("a EQ 1 AND b pr\n"));

    [Fact]
    public void A_bad_filter_is_drawn() => Assert.StartsWith("a eg 1\n  ^^ ", Ran.CommandOn("a eg 1").Output);

    [Fact]
    public void A_filter_shows_which_of_the_loaded_events_match()
    {
        using var file = new TemporaryFile([.. Enumerable.Range(0, 5).Select(k => $"{{\"a\":{k}}}")]);

        Ran ran = Ran.CommandOn($"load {file.Path}\nevents\na gt 0\nload pr\nquit\na pr");

        Assert.Equal(
            """
            5 events loaded
            5 events
              {"a":0}
              {"a":1}
              {"a":2}
              {"a":3}
              {"a":4}
            a gt 0
            a gt 0
            4 of 5 events match
              {"a":1}
              {"a":2}
              {"a":3}
              …
            load pr
            load pr
            0 of 5 events match

            """,
            ran.Output);
    }

    [Fact]
    public void Settings_count_from_the_next_line_on()
    {
        using var file = new TemporaryFile("{\"a\":\"x\"}");

        Ran ran = Ran.CommandOn(
            $"load {file.Path}\na eq \"X\"\ncase exact\na eq \"X\"\ncase ignore\nprofile webhooks\na eq \"X\"\nprofile none\nstrict\na.b.c pr\nlenient\na.b.c pr");

        Assert.Contains("1 of 1 events match\n  {\"a\":\"x\"}\ncase: exact\n", ran.Output);
        Assert.Contains("0 of 1 events match\ncase: ignore\nprofile: webhooks\n", ran.Output);
        Assert.Contains("^ ", ran.Output);
        Assert.EndsWith("syntax: lenient\na.b.c pr\na.b.c pr\n0 of 1 events match\n", ran.Output);
    }

    [Theory]
    [InlineData("load", "'load' needs an argument; see 'help'\n")]
    [InlineData("explain", "'explain' needs an argument; see 'help'\n")]
    [InlineData("case", "'case' needs an argument; see 'help'\n")]
    [InlineData("case upper", "case upper\n     ^^^^^ ")]
    public void A_wrong_command_says_so(string line, string start) => Assert.StartsWith(start, Ran.CommandOn(line).Output);

    [Fact]
    public void A_file_that_is_not_there_is_reported() =>
        Assert.StartsWith("/nowhere/at-all: ", Ran.CommandOn("load /nowhere/at-all\na pr").Error);

    [Fact]
    public void Help_names_the_commands() => Assert.Contains("load FILE", Ran.CommandOn("help").Output);
}

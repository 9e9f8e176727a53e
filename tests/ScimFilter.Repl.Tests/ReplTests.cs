using System.Text;
using ScimFilter.Repl.Interactive;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Tests;

public class ReplTests
{
    [Fact]
    public void A_filter_shows_its_canonical_text_and_tree() =>
        Assert.Equal(new Ran(0, "a eq 1 and b pr\nand\n├─ a eq 1\n└─ b pr\n", ""), Ran.CommandOn("a EQ 1 AND b pr\n"));

    [Fact]
    public void An_error_behind_wide_characters_is_marked_where_a_terminal_shows_it()
    {
        // Each of the three characters takes two cells.
        string picture = "a eq \"日本語\" adn b pr\n" + new string(' ', 14) + "^^^ ";

        Assert.StartsWith(picture, Ran.CommandOn("a eq \"日本語\" adn b pr").Output);
        Assert.StartsWith(picture, Ran.Command("parse", "a eq \"日本語\" adn b pr").Error);
    }

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
            no loaded event has 'load'

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
        Assert.EndsWith("syntax: lenient\na.b.c pr\na.b.c pr\n0 of 1 events match\nno loaded event has 'a.b.c'\n", ran.Output);
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
    public void Help_names_the_commands()
    {
        Assert.Contains("load FILE", Ran.CommandOn("help").Output);
        Assert.Equal(Ran.CommandOn("help"), Ran.CommandOn(":help"));
    }

    [Theory]
    [InlineData(":strict", "syntax: strict\n")]
    [InlineData("  :case exact ", "case: exact\n")]
    [InlineData(":load", "'load' needs an argument; see 'help'\n")]
    [InlineData(":hlep", "there is no command ':hlep'; did you mean ':help'?\n")]
    [InlineData(":userName pr", "there is no command ':userName'; see ':help'\n")]
    [InlineData(":case upper", "':case' does not take 'upper'; see ':help'\n")]
    [InlineData(":quit\n:strict", "")]
    public void A_line_with_a_colon_is_a_command(string line, string output) => Assert.Equal(output, Ran.CommandOn(line).Output);

    [Theory]
    [InlineData("data.staus eq \"ok\"", "no loaded event has 'data.staus'; did you mean 'data.status'?\n")]
    [InlineData("b pr", "no loaded event has 'b'\n")]
    [InlineData("zzzzz pr or type pr", "no loaded event has 'zzzzz'\n")]
    [InlineData("not (list[y eq 1] or x1 pr or X1 pr)", "no loaded event has 'list.y'; did you mean 'list.x'?\nno loaded event has 'x1'\n")]
    [InlineData("explain zzzzz pr", "no loaded event has 'zzzzz'\n")]
    [InlineData("TYPE pr and gone eq null and Data.Status pr and list[x pr] and urn:ietf:params:scim:schemas:core:2.0:User:type pr", "")]
    public void An_attribute_that_no_event_has_is_mentioned(string line, string hints)
    {
        using var file = new TemporaryFile("""{"type":"t","data":{"status":"ok"},"gone":null,"list":[{"x":1}],"a":1}""");

        string output = Ran.CommandOn($"load {file.Path}\n{line}").Output;

        Assert.Equal(
            hints,
            output.Contains("no loaded", StringComparison.Ordinal) ? output[output.IndexOf("no loaded", StringComparison.Ordinal)..] : "");
    }

    [Fact]
    public void A_line_that_is_no_object_is_not_loaded()
    {
        using var file = new TemporaryFile("[1]", "{}");
        Ran ran = Ran.CommandOn($"load {file.Path}");

        Assert.Contains("1 events loaded", ran.Output);
        Assert.Contains("an event is a JSON object", ran.Error);
    }

    [Fact]
    public void A_command_that_is_stopped_changes_nothing()
    {
        using var file = new TemporaryFile("{\"a\":1}", "{\"a\":2}");
        var output = new MemoryStream();
        using var channels = new Channels(new MemoryStream(), output, new MemoryStream());
        var session = new ReplSession(channels);
        var stopped = new CancellationToken(canceled: true);

        Assert.True(session.Answer($"load {file.Path}", stopped));
        Assert.Empty(session.Events.Lines);
        Assert.True(session.Answer($"load {file.Path}"));
        Assert.True(session.Answer("a pr", stopped));
        Assert.True(session.Answer("explain a pr", stopped));
        channels.Output.Flush();

        Assert.Equal("stopped\n2 events loaded\na pr\na pr\nstopped\nstopped\n", Encoding.UTF8.GetString(output.ToArray()));
    }
}

namespace ScimFilter.Repl.Tests;

public class EvalTests
{
    [Fact]
    public void Events_that_match_are_printed_as_they_are()
    {
        Ran ran = Ran.CommandOn("{ \"a\": 1 }\r\n\n{\"a\":2}\n{\"a\":1.0,\"b\":\"ü\"}", "eval", "a eq 1");

        Assert.Equal(new Ran(0, "{ \"a\": 1 }\n{\"a\":1.0,\"b\":\"ü\"}\n", ""), ran);
    }

    [Fact]
    public void No_match_is_exit_code_1() => Assert.Equal(new Ran(1, "", ""), Ran.CommandOn("{\"a\":2}\n", "eval", "a eq 1", "-"));

    [Fact]
    public void Files_are_read_one_after_the_other()
    {
        using var first = new TemporaryFile("{\"a\":1}");
        using var second = new TemporaryFile("{\"a\":\"X\"}", "{\"a\":\"x\"}");

        Assert.Equal(
            "{\"a\":1}\n{\"a\":\"X\"}\n{\"a\":\"x\"}\n", Ran.Command("eval", "a eq 1 or a eq \"x\"", first.Path, second.Path).Output);
        Assert.Equal("{\"a\":\"x\"}\n", Ran.Command("eval", "--case-exact", "a eq \"x\"", first.Path, second.Path).Output);
    }

    [Fact]
    public void A_bad_line_is_reported_with_its_place_and_the_rest_goes_on()
    {
        using var file = new TemporaryFile("", "{\"a\":1", "{\"a\":1}");

        Ran ran = Ran.Command("eval", "a eq 1", file.Path, "/nowhere/at-all");

        Assert.Equal(2, ran.ExitCode);
        Assert.Equal("{\"a\":1}\n", ran.Output);
        Assert.StartsWith($"{file.Path}:2: ", ran.Error);
        Assert.Contains("\n/nowhere/at-all: ", ran.Error);
    }

    [Theory]
    [InlineData("a eg 1", "  ^^ ")]
    [InlineData("a co 5", "  ^^ ")]
    public void A_bad_filter_is_drawn_and_nothing_is_read(string filter, string picture)
    {
        Ran ran = Ran.CommandOn("{}", "eval", filter);

        Assert.Equal(2, ran.ExitCode);
        Assert.StartsWith($"{filter}\n{picture}", ran.Error);
    }

    [Fact]
    public void A_huge_line_is_an_event_like_any_other()
    {
        string line = $"{{\"pad\":\"{new string('x', 3_000_000)}\",\"a\":1}}";

        Assert.Equal(line + "\n", Ran.CommandOn(line, "eval", "a eq 1").Output);
    }

    [Fact]
    public void An_event_beyond_the_limit_is_reported()
    {
        Ran ran = Ran.CommandOn($"\"{new string('x', 17_000_000)}\"\n{{\"a\":1}}", "eval", "a eq 1");

        Assert.Equal(2, ran.ExitCode);
        Assert.StartsWith("(standard input):1: ", ran.Error);
        Assert.Equal("{\"a\":1}\n", ran.Output);
    }
}

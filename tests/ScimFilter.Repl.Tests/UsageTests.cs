namespace ScimFilter.Repl.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("nope")]
    [InlineData("parse")]
    [InlineData("parse", "a pr", "--jsonl", "-")]
    [InlineData("parse", "a pr", "b pr")]
    [InlineData("eval")]
    [InlineData("eval", "a pr", "--nope")]
    [InlineData("explain")]
    [InlineData("explain", "a pr", "--nope")]
    [InlineData("explain", "a pr", "-", "-")]
    [InlineData("validate")]
    [InlineData("match", "--events", "-")]
    [InlineData("match", "--events", "-", "--subscriptions", "-")]
    [InlineData("eval", "--nope", "x")]
    [InlineData("eval", "-x", "x")]
    [InlineData("parse", "--nope")]
    [InlineData("explain", "--nope", "x")]
    [InlineData("validate", "--nope")]
    [InlineData("plan")]
    [InlineData("plan", "--nope")]
    [InlineData("plan", "a pr", "b pr")]
    [InlineData("eval", "a pr", "-", "-")]
    [InlineData("eval", "a pr", "--nope", "--", "--nope")]
    public void A_wrong_command_line_is_exit_code_2(params string[] arguments)
    {
        Ran ran = Ran.Command(arguments);

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith("scimfilter: ", ran.Error);
    }

    [Theory]
    [InlineData("parse", "--", "--nope")]
    [InlineData("eval", "--", "--nope", "x")]
    [InlineData("explain", "--", "--nope", "x")]
    public void Behind_two_hyphens_a_word_is_a_filter(params string[] arguments)
    {
        Ran ran = Ran.Command(arguments);

        Assert.StartsWith("--nope\n^^^^^^ '--nope' is not an attribute", ran.Error + ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Behind_two_hyphens_a_word_is_a_file() =>
        Assert.StartsWith("--nope: Could not find file", Ran.Command("eval", "a pr", "--", "--nope").Error, StringComparison.Ordinal);

    [Fact]
    public void An_empty_name_is_the_name_of_no_file()
    {
        Assert.Equal(new Ran(2, "", "\"\": this is not the name of a file\n"), Ran.Command("eval", "a pr", ""));
        Assert.Equal(new Ran(2, "", "\"\": this is not the name of a file\n"), Ran.Command("validate", "a pr", "--schema", ""));
        Assert.Equal(new Ran(2, "", "\"\": this is not the name of a file\n"), Ran.Command("parse", "--jsonl", ""));
    }

    [Fact]
    public void A_schema_is_not_read_from_standard_input() => Assert.Equal(
        new Ran(2, "", "-: a schema is not read from standard input; a file of that name is './-'\n"),
        Ran.CommandOn("{}", "validate", "a pr", "--schema", "-"));

    [Theory]
    [InlineData("parse")]
    [InlineData("eval")]
    [InlineData("explain")]
    [InlineData("validate")]
    [InlineData("plan")]
    [InlineData("match")]
    public void Help_has_an_example(string command)
    {
        Ran ran = Ran.Command(command, "--help");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Contains($"\n    scimfilter {command} ", ran.Output);
    }

    [Fact]
    public void Help_lists_the_commands() => Assert.Contains("match", Ran.Command("--help").Output);
}

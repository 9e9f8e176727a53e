using System.Text.Json;

namespace ScimFilter.Repl.Tests;

public class ParseLinesTests
{
    [Fact]
    public void Every_line_gets_an_answer()
    {
        string deep = new('(', 100);
        Ran ran = Ran.CommandOn(
            "\uFEFF{\"filter\":\"a EQ \\\"ü\\\"\"}\r\n\n   \n{\"filter\":\"a eq\"}\n{\"filter\":\"" + deep
                + "\"}\nnonsense\n{\"filter\":5}\n[]\n{}",
            "parse", "--jsonl", "-");

        string[] lines = ran.Output.Split('\n');
        Assert.Equal(2, ran.ExitCode);
        Assert.Equal("{\"ok\":true,\"canonical\":\"a eq \\\"ü\\\"\"}", lines[0]);
        Assert.Equal(
            ["unexpectedEnd", "tooDeep", "invalidInput", "invalidInput", "invalidInput", "invalidInput"], lines[1..^1].Select(Kind));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_the_parsers_to_refuse()
    {
        Ran ran = Ran.CommandOn("{\"filter\":\"a eq \\\"\\ud800\\\"\"}", "parse", "--jsonl", "-");

        Assert.Equal("unpairedSurrogate", Kind(ran.Output));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_an_error_of_the_line()
    {
        Ran ran = Ran.CommandOn([.. "{\"filter\":\"a eq \\\""u8, 0xff, .. "\\\"\"}"u8], "parse", "--jsonl", "-");

        Assert.Equal("invalidInput", Kind(ran.Output));
    }

    [Fact]
    public void Strict_syntax_counts_for_lines_too()
    {
        Ran ran = Ran.CommandOn("{\"filter\":\" a pr\"}", "parse", "--jsonl", "-", "--strict");

        Assert.StartsWith("{\"ok\":false", ran.Output);
    }

    [Fact]
    public void A_file_that_is_not_there_is_trouble()
    {
        Ran ran = Ran.Command("parse", "--jsonl", "/nowhere/at-all");

        Assert.Equal(2, ran.ExitCode);
        Assert.StartsWith("/nowhere/at-all: ", ran.Error);
    }

    private static string? Kind(string line) =>
        JsonDocument.Parse(line).RootElement.GetProperty("error").GetProperty("kind").GetString();
}

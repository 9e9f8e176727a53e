namespace ScimFilter.Repl.Tests;

public class ParseTests
{
    [Fact]
    public void A_filter_is_printed_canonically_and_as_a_tree()
    {
        Ran ran = Ran.Command("parse", "a EQ 1.50 AND ((b pr or NOT (c co \"é\")) and d[e pr])");

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(
            """
            a eq 1.5 and (b pr or not (c co "é")) and d[e pr]
            and
            ├─ a eq 1.5
            ├─ or
            │  ├─ b pr
            │  └─ not
            │     └─ c co "é"
            └─ d[ ]
               └─ e pr

            """,
            ran.Output);
        Assert.Equal("", ran.Error);
    }

    [Fact]
    public void A_bad_filter_is_drawn_on_standard_error()
    {
        Ran ran = Ran.Command("parse", "userName eg \"bjensen\"");

        Assert.Equal(1, ran.ExitCode);
        Assert.Equal("", ran.Output);
        Assert.StartsWith("userName eg \"bjensen\"\n         ^^ expected a comparison operator", ran.Error);
    }

    [Fact]
    public void Strict_syntax_refuses_what_lenient_syntax_takes()
    {
        Assert.Equal(0, Ran.Command("parse", "a.b.c pr").ExitCode);
        Assert.Equal(1, Ran.Command("parse", "a.b.c pr", "--strict").ExitCode);
    }

    [Fact]
    public void Json_holds_the_canonical_text_and_the_tree()
    {
        Ran ran = Ran.Command("parse", "--json", "a eq 1 and not (b[c sw \"<x>\"]) and d pr");

        Assert.Equal(
            """
            {"ok":true,"canonical":"a eq 1 and not (b[c sw \"<x>\"]) and d pr","tree":{"op":"and","operands":[{"op":"eq","path":"a","value":1},{"op":"not","operand":{"op":"[]","path":"b","filter":{"op":"sw","path":"c","value":"<x>"}}},{"op":"pr","path":"d"}]}}

            """,
            ran.Output);
    }

    [Fact]
    public void Json_of_a_bad_filter_holds_the_error()
    {
        Ran ran = Ran.Command("parse", "--json", "");

        Assert.Equal(1, ran.ExitCode);
        Assert.StartsWith("{\"ok\":false,\"error\":{\"kind\":\"empty\",\"offset\":0,\"length\":0,\"message\":\"", ran.Output);
    }

    [Fact]
    public void A_filter_may_start_like_a_file_of_arguments() => Assert.StartsWith("@x pr\n^", Ran.Command("parse", "@x pr").Error);

    [Fact]
    public void A_filter_may_be_far_too_long()
    {
        Ran ran = Ran.Command("parse", new string('(', 100_000));

        Assert.Equal(1, ran.ExitCode);
        Assert.Equal(2, ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}

using System.Text;
using ScimFilter.Repl.Commands;
using ScimFilter.Repl.Io;

namespace ScimFilter.Repl.Tests;

public class OutputTests
{
    [Fact]
    public void A_reader_that_went_away_ends_the_command_quietly()
    {
        var error = new MemoryStream();
        using var channels = new Channels(new MemoryStream("{\"a\":1}"u8.ToArray()), new ClosedPipe(), error);

        Assert.Equal(141, CommandLine.Run(["eval", "a eq 1"], channels));
        Assert.Equal(0, error.Length);
    }

    [Theory]
    [InlineData("eval", "a eq 1")]
    [InlineData("parse", "a eq 1")]
    [InlineData("parse", "a xx 1")]
    [InlineData("--help")]
    public void An_output_that_cannot_be_written_is_exit_code_2(params string[] arguments)
    {
        var error = new MemoryStream();
        using var noOutput = new Channels(new MemoryStream("{\"a\":1}"u8.ToArray()), new ClosedStream("standard output"), error);
        using var nothing = new Channels(
            new MemoryStream("{\"a\":1}"u8.ToArray()), new ClosedStream("standard output"), new ClosedStream("standard error"));
        int code = CommandLine.Run(arguments, noOutput);

        Assert.Equal(arguments is [_, "a xx 1"] ? 1 : 2, code);
        Assert.Equal(
            code == 2,
            Encoding.UTF8.GetString(error.ToArray())
                .Contains("scimfilter: cannot write: standard output is closed", StringComparison.Ordinal));
        Assert.Equal(2, CommandLine.Run(arguments, nothing));
    }

    [Fact]
    public void A_closed_input_is_reported()
    {
        var error = new MemoryStream();
        using var channels = new Channels(new ClosedStream("standard input"), new MemoryStream(), error);

        Assert.Equal(2, CommandLine.Run(["eval", "a eq 1"], channels));
        Assert.Equal("(standard input): standard input is closed\n", Encoding.UTF8.GetString(error.ToArray()));
    }

    [Fact]
    public void Progress_is_shown_when_a_person_waits()
    {
        var error = new MemoryStream();
        using var channels = new Channels(Stream.Null, Stream.Null, error) { IsErrorTerminal = true };
        var time = new SteppingTime();
        using (var progress = new Progress(channels, time, "events"))
        {
            for (int i = 0; i < 256 * 4; i++)
            {
                progress.Advance();
            }
        }

        channels.Error.Flush();
        Assert.StartsWith("\r512 events\r768 events\r1,024 events\r   ", Encoding.UTF8.GetString(error.ToArray()));
    }

    private sealed class ClosedPipe : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe", 32);

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe", 32);
    }
}

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

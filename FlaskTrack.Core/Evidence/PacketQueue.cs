using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Evidence;

/// <summary>Packets waiting to be built.</summary>
internal sealed class PacketQueue : JobQueue;

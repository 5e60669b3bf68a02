/** The pattern of "no data": diagonal strokes on a dark ground. Drawn here, because no picture is fetched from anywhere. */
export function hatchImage(stroke: string, ground: string): ImageData {
  const size = 16
  const canvas = new OffscreenCanvas(size, size)
  const pen = canvas.getContext('2d')
  if (!pen) return new ImageData(size, size)
  pen.fillStyle = ground
  pen.fillRect(0, 0, size, size)
  pen.strokeStyle = stroke
  pen.lineWidth = 2.6
  pen.beginPath()
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift - 2, size + 2)
    pen.lineTo(shift + size + 2, -2)
  }
  pen.stroke()
  return pen.getImageData(0, 0, size, size)
}
